package io.github.lanewise.kernel.scalar;

import io.github.lanewise.kernel.ReductionKernels;
import io.github.lanewise.kernel.Softmax;
import io.github.lanewise.kernel.SoftmaxKernels;

/** The passes of softmax, row by row, as loops that C2 vectorises. */
record ScalarSoftmax(ReductionKernels reductions) implements SoftmaxKernels {

  @Override
  public double shift(
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
      int oStride) {
    double dots = 0;
    for (int i = 0; i < rows; i++) {
      int xRow = xo + i * xStride;
      int outRow = oo + i * oStride;
      float max = reductions.max(n, x, xRow);
      for (int j = 0; j < n; j++) {
        out[outRow + j] = x[xRow + j] - max;
      }
      dots += reductions.dot(1, n, y, yo + i * yStride, n, out, outRow, n);
    }
    return dots;
  }

  @Override
  public double gradient(
      int rows, int n, float[] y, int yo, int yStride, float[] x, int xo, int xStride) {
    double product = 1;
    double terms = 0;
    for (int i = 0; i < rows; i++) {
      int xRow = xo + i * xStride;
      int yRow = yo + i * yStride;
      float sum = reductions.sum(1, n, x, xRow, n);
      float weight = reductions.sum(1, n, y, yRow, n);
      for (int j = 0; j < n; j++) {
        x[xRow + j] = x[xRow + j] / sum * weight - y[yRow + j];
      }
      product *= Softmax.factor(weight, sum);
      terms += Softmax.term(weight, sum);
    }
    return Softmax.logarithm(terms, product);
  }
}
