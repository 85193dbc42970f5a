package io.github.lanewise.kernel.function;

/**
 * A rule of gradient descent applied to runs of floats. An engine makes one from a {@link Formula}.
 * What it may assume is said in {@link io.github.lanewise.kernel.UpdateKernels}.
 */
public abstract class UpdateLoop {

  /** For the classes that the engines emit. */
  protected UpdateLoop() {}

  /**
   * (w, first, second) = f(w, g, first, second). A rule with less state does not look at {@code
   * first} and {@code second}; the parameters a to e are the formula's, as many as it has.
   */
  public abstract void run(
      float a,
      float b,
      float c,
      float d,
      float e,
      int n,
      float[] w,
      int wo,
      float[] g,
      int go,
      float[] first,
      int firstOffset,
      float[] second,
      int secondOffset);
}
