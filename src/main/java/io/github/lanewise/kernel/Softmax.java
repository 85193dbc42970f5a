package io.github.lanewise.kernel;

/** Softmax of a row and the cost that goes with it, put together from the kernels of any engine. */
public final class Softmax {

  private Softmax() {}

  /**
   * y = exp(x − max x)/Σ exp(x − max x). In any order of its elements the maximum is the same, the
   * sum is {@link ReductionKernels#sum}; y may be x.
   */
  public static void row(ElementwiseKernels kernels, int n, float[] x, int xo, float[] y, int yo) {
    float max = kernels.reductions().max(n, x, xo);
    float sum = exponentials(kernels, max, n, x, xo, y, yo);
    kernels.arithmetic().divide(sum, n, y, yo, y, yo);
  }

  /**
   * The cross-entropy −Σ y·log softmax(p) = (max p + log Σ exp(p − max p))·Σ y − Σ y·p of a row,
   * and its gradient delta = softmax(p)·Σ y − y, which may overwrite p but not y. The sums are
   * those of {@link ReductionKernels}, the rest of the cost is in double. 0 for an empty row.
   */
  public static double crossEntropyRow(
      ElementwiseKernels kernels,
      int n,
      float[] p,
      int po,
      float[] y,
      int yo,
      float[] delta,
      int deltaOffset) {
    if (n == 0) {
      return 0;
    }
    ReductionKernels reductions = kernels.reductions();
    ArithmeticKernels arithmetic = kernels.arithmetic();
    float max = reductions.max(n, p, po);
    double weight = reductions.sum(1, n, y, yo, n);
    double dot = reductions.dot(1, n, y, yo, n, p, po, n);
    float sum = exponentials(kernels, max, n, p, po, delta, deltaOffset);
    arithmetic.divide(sum, n, delta, deltaOffset, delta, deltaOffset);
    if (weight != 1) {
      arithmetic.scale((float) weight, n, delta, deltaOffset, delta, deltaOffset);
    }
    arithmetic.subtract(n, delta, deltaOffset, y, yo, delta, deltaOffset);
    return (max + StrictMath.log(sum)) * weight - dot;
  }

  /** y = exp(x − max), and their sum. */
  private static float exponentials(
      ElementwiseKernels kernels, float max, int n, float[] x, int xo, float[] y, int yo) {
    kernels.arithmetic().shift(max, n, x, xo, y, yo);
    kernels.activations().exp(n, y, yo, y, yo);
    return kernels.reductions().sum(1, n, y, yo, n);
  }
}
