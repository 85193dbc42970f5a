package io.github.lanewise.kernel;

/** The passes over rows of {@link Softmax#crossEntropyRows}. See {@link ElementwiseKernels}. */
public interface SoftmaxKernels {

  /**
   * out = x − max x for each row, the maximum being {@link ReductionKernels#max}. Returns the sum
   * in double, the rows ascending, of Σ y·out, each in the order of {@link ReductionKernels#dot}.
   * out may be x, but not y.
   */
  double shift(
      int rows,
      int n,
      float[] x,
      int xo,
      int xStride,
      float[] y,
      int yo,
      int yStride,
      float[] out,
      int oo,
      int oStride);

  /**
   * x ← (x/Σ x)·Σ y − y for each row, each of the three operations rounded, the sums in the order
   * of {@link ReductionKernels#sum}. Returns Σ (Σ y)·log Σ x over the rows, put together by {@link
   * Softmax#factor}, {@link Softmax#term} and {@link Softmax#logarithm}.
   */
  double gradient(int rows, int n, float[] y, int yo, int yStride, float[] x, int xo, int xStride);
}
