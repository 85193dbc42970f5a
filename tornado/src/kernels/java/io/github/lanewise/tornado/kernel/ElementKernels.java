package io.github.lanewise.tornado.kernel;

import uk.ac.manchester.tornado.api.KernelContext;

/** One work item an element, on a one-dimensional grid of at least n. */
public final class ElementKernels {

  private ElementKernels() {}

  /** q = σ(p). */
  public static void activate(
      KernelContext context,
      float[] p,
      float[] q,
      int pStart,
      int qStart,
      int n,
      int function,
      float slope) {
    int i = context.globalIdx;
    if (i < n) {
      q[qStart + i] = DeviceMath.activation(function, slope, p[pStart + i]);
    }
  }

  /** w ← w − rate·g, unless the cost is infinite or NaN. */
  public static void descend(
      KernelContext context,
      float[] w,
      float[] g,
      float[] cost,
      int wStart,
      int gStart,
      int costStart,
      int n,
      float rate) {
    int i = context.globalIdx;
    float c = cost[costStart];
    if (i < n && c >= -Float.MAX_VALUE && c <= Float.MAX_VALUE) {
      w[wStart + i] = w[wStart + i] - rate * g[gStart + i];
    }
  }
}
