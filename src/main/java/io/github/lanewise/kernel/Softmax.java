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
    kernels.arithmetic().shift(max, n, x, xo, y, yo);
    kernels.activations().exp(n, y, yo, y, yo);
    float sum = kernels.reductions().sum(1, n, y, yo, n);
    kernels.arithmetic().divide(sum, n, y, yo, y, yo);
  }

  /**
   * The cross-entropy −Σ y·log softmax(p) = Σ y·log Σ exp(p − max p) − Σ y·(p − max p) of each row,
   * added up in double, and its gradient delta = softmax(p)·Σ y − y, which may overwrite p but not
   * y. The inner sums are those of {@link ReductionKernels}. 0 for empty rows.
   *
   * <p>Rows are taken in blocks of {@link #blockRows}, and each block adds to the cost −Σ y·(p −
   * max p), summed over its rows, then its logarithms, as {@link #logarithm} puts them together.
   */
  public static double crossEntropyRows(
      ElementwiseKernels kernels,
      int rows,
      int n,
      float[] p,
      int po,
      int pStride,
      float[] y,
      int yo,
      int yStride,
      float[] delta,
      int deltaOffset,
      int deltaStride) {
    if (n == 0) {
      return 0;
    }
    SoftmaxKernels softmax = kernels.softmax();
    double cost = 0;
    for (int first = 0; first < rows; first += blockRows(n)) {
      int count = Math.min(rows - first, blockRows(n));
      int pStart = po + first * pStride;
      int yStart = yo + first * yStride;
      int start = deltaOffset + first * deltaStride;
      cost -=
          softmax.shift(
              count, n, p, pStart, pStride, y, yStart, yStride, delta, start, deltaStride);
      exp(kernels, count, n, delta, start, deltaStride);
      cost += softmax.gradient(count, n, y, yStart, yStride, delta, start, deltaStride);
    }
    return cost;
  }

  /**
   * The factor of a row in the product whose one logarithm serves all rows of weight 1, the weight
   * that labels normally have.
   */
  public static double factor(float weight, float sum) {
    return weight == 1 ? sum : 1;
  }

  /** weight·log sum, of a row whose weight is not 1. */
  public static double term(float weight, float sum) {
    return weight == 1 ? 0 : weight * StrictMath.log(sum);
  }

  /**
   * Σ weight·log sum over some rows: the terms, added up from +0 in ascending order, and the
   * logarithm of the product of the factors, multiplied likewise from 1. {@link StrictMath} is
   * specified to the bit, so that the cost is the same on every machine.
   */
  public static double logarithm(double terms, double product) {
    return terms + StrictMath.log(product);
  }

  /**
   * Rows whose numbers stay in the first-level cache, and so few that the product of their sums,
   * each from 1 to n &lt; 2³¹, is at most 2⁹⁹² and does not overflow.
   */
  private static int blockRows(int n) {
    return Math.clamp(4096 / n, 1, 32);
  }

  /** x ← exp(x). */
  private static void exp(
      ElementwiseKernels kernels, int rows, int n, float[] x, int xo, int stride) {
    if (stride == n) {
      kernels.activations().exp(rows * n, x, xo, x, xo);
      return;
    }
    for (int i = 0; i < rows; i++) {
      kernels.activations().exp(n, x, xo + i * stride, x, xo + i * stride);
    }
  }
}
