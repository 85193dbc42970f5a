package io.github.lanewise.kernel.scalar;

import io.github.lanewise.kernel.ReductionKernels;
import java.util.Arrays;

/**
 * Reductions with four chains at a time, those that the first two halvings bring together: c, c+4,
 * c+8 and c+12.
 */
final class ScalarReductions implements ReductionKernels {

  @Override
  public float sum(int rows, int columns, float[] x, int xo, int stride) {
    float s0 = fourChains(0, rows, columns, x, xo, stride);
    float s1 = fourChains(1, rows, columns, x, xo, stride);
    float s2 = fourChains(2, rows, columns, x, xo, stride);
    float s3 = fourChains(3, rows, columns, x, xo, stride);
    return (s0 + s2) + (s1 + s3);
  }

  private static float fourChains(int c, int rows, int columns, float[] x, int xo, int stride) {
    float a = 0;
    float b = 0;
    float d = 0;
    float e = 0;
    for (int i = 0; i < rows; i++) {
      int row = xo + i * stride;
      int j = c;
      for (; j + 12 < columns; j += CHAINS) {
        a += x[row + j];
        b += x[row + j + 4];
        d += x[row + j + 8];
        e += x[row + j + 12];
      }
      a = j < columns ? a + x[row + j] : a;
      b = j + 4 < columns ? b + x[row + j + 4] : b;
      d = j + 8 < columns ? d + x[row + j + 8] : d;
    }
    return (a + d) + (b + e);
  }

  @Override
  public float dot(
      int rows, int columns, float[] x, int xo, int xStride, float[] y, int yo, int yStride) {
    float s0 = fourChains(0, rows, columns, x, xo, xStride, y, yo, yStride);
    float s1 = fourChains(1, rows, columns, x, xo, xStride, y, yo, yStride);
    float s2 = fourChains(2, rows, columns, x, xo, xStride, y, yo, yStride);
    float s3 = fourChains(3, rows, columns, x, xo, xStride, y, yo, yStride);
    return (s0 + s2) + (s1 + s3);
  }

  private static float fourChains(
      int c,
      int rows,
      int columns,
      float[] x,
      int xo,
      int xStride,
      float[] y,
      int yo,
      int yStride) {
    float a = 0;
    float b = 0;
    float d = 0;
    float e = 0;
    for (int i = 0; i < rows; i++) {
      int xRow = xo + i * xStride;
      int yRow = yo + i * yStride;
      int j = c;
      for (; j + 12 < columns; j += CHAINS) {
        a = Math.fma(x[xRow + j], y[yRow + j], a);
        b = Math.fma(x[xRow + j + 4], y[yRow + j + 4], b);
        d = Math.fma(x[xRow + j + 8], y[yRow + j + 8], d);
        e = Math.fma(x[xRow + j + 12], y[yRow + j + 12], e);
      }
      a = j < columns ? Math.fma(x[xRow + j], y[yRow + j], a) : a;
      b = j + 4 < columns ? Math.fma(x[xRow + j + 4], y[yRow + j + 4], b) : b;
      d = j + 8 < columns ? Math.fma(x[xRow + j + 8], y[yRow + j + 8], d) : d;
    }
    return (a + d) + (b + e);
  }

  @Override
  public void columnSums(
      int rows, int columns, float[] x, int xo, int stride, float[] sums, int so) {
    Arrays.fill(sums, so, so + columns, 0);
    for (int i = 0; i < rows; i++) {
      int row = xo + i * stride;
      for (int j = 0; j < columns; j++) {
        sums[so + j] += x[row + j];
      }
    }
  }

  @Override
  public void addRow(int rows, int columns, float[] x, int xo, int stride, float[] row, int ro) {
    for (int i = 0; i < rows; i++) {
      int start = xo + i * stride;
      for (int j = 0; j < columns; j++) {
        x[start + j] += row[ro + j];
      }
    }
  }

  @Override
  public float max(int n, float[] x, int xo) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      float element = x[xo + i];
      max = element > max ? element : max;
    }
    return max;
  }
}
