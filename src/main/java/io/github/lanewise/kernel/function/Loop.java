package io.github.lanewise.kernel.function;

/**
 * A function applied to runs of floats. An engine makes one from a {@link Formula}. What it may
 * assume is said in {@link io.github.lanewise.kernel.ElementwiseKernels}.
 */
public abstract class Loop {

  /** Calls after which C2 has compiled a loop: it does after some five thousand. */
  static final int COLD_CALLS = 20_000;

  /**
   * Elements of a call until then. A vector takes thousands of times as long until C2 has compiled
   * the loop, which it does after 5,000 calls or, before the method and apart from it, after 40,000
   * rounds of the loop; so calls of one or two rounds have it compiled the soonest.
   */
  static final int COLD_ELEMENTS = 64;

  private int calls;

  /** For the classes that the engines emit. */
  protected Loop() {}

  /**
   * out = f(x, y). A function of one input does not look at y.
   *
   * @param parameter the formula's, if it has one
   */
  public final void run(
      float parameter, int n, float[] x, int xo, float[] y, int yo, float[] out, int oo) {
    if (calls >= COLD_CALLS) {
      elements(parameter, n, x, xo, y, yo, out, oo);
      return;
    }
    for (int i = 0; i < n; i += COLD_ELEMENTS) {
      int length = Math.min(COLD_ELEMENTS, n - i);
      elements(parameter, length, x, xo + i, y, yo + i, out, oo + i);
      calls++;
    }
  }

  /** As {@link #run}. */
  public abstract void elements(
      float parameter, int n, float[] x, int xo, float[] y, int yo, float[] out, int oo);

  /** out = f(x). */
  public final void run(int n, float[] x, int xo, float[] out, int oo) {
    run(0, n, x, xo, x, xo, out, oo);
  }
}
