package io.github.lanewise.kernel.function;

/**
 * A rule of gradient descent applied to runs of floats. An engine makes one from a {@link Formula}.
 * What it may assume is said in {@link io.github.lanewise.kernel.UpdateKernels}.
 */
public abstract class UpdateLoop {

  private int calls;

  /** For the classes that the engines emit. */
  protected UpdateLoop() {}

  /**
   * (w, first, second) = f(w, g, first, second). A rule with less state does not look at {@code
   * first} and {@code second}; the parameters a to e are the formula's, as many as it has.
   */
  public final void run(
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
      int secondOffset) {
    if (calls >= Loop.COLD_CALLS) {
      elements(a, b, c, d, e, n, w, wo, g, go, first, firstOffset, second, secondOffset);
      return;
    }
    for (int i = 0; i < n; i += Loop.COLD_ELEMENTS) {
      int length = Math.min(Loop.COLD_ELEMENTS, n - i);
      int fo = firstOffset + i;
      int so = secondOffset + i;
      elements(a, b, c, d, e, length, w, wo + i, g, go + i, first, fo, second, so);
      calls++;
    }
  }

  /** As {@link #run}. */
  public abstract void elements(
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
