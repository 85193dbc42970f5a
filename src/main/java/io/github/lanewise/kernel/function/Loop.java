package io.github.lanewise.kernel.function;

/**
 * A function applied to runs of floats. An engine makes one from a {@link Formula}. What it may
 * assume is said in {@link io.github.lanewise.kernel.ElementwiseKernels}.
 */
public abstract class Loop {

  /** For the classes that the engines emit. */
  protected Loop() {}

  /**
   * out = f(x, y). A function of one input does not look at y.
   *
   * @param parameter the formula's, if it has one
   */
  public abstract void run(
      float parameter, int n, float[] x, int xo, float[] y, int yo, float[] out, int oo);

  /** out = f(x). */
  public final void run(int n, float[] x, int xo, float[] out, int oo) {
    run(0, n, x, xo, x, xo, out, oo);
  }
}
