package io.github.lanewise.kit;

import io.github.lanewise.Matrix;

/** The oracle: naive loops in double. Never optimised, never shipped. */
public final class Reference {

  /**
   * A product's exact-enough value and, for the error bound, the same product of absolute values.
   */
  public record Product(double[][] value, double[][] magnitude) {}

  private Reference() {}

  /** op(A)·op(B), plus {@code start} unless that is null. */
  public static Product product(
      Matrix a, boolean transposeA, Matrix b, boolean transposeB, Matrix start) {
    int m = transposeA ? a.columns() : a.rows();
    int k = transposeA ? a.rows() : a.columns();
    int n = transposeB ? b.rows() : b.columns();
    double[][] value = new double[m][n];
    double[][] magnitude = new double[m][n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = start == null ? 0 : start.get(i, j);
        double size = Math.abs(sum);
        for (int p = 0; p < k; p++) {
          double x = transposeA ? a.get(p, i) : a.get(i, p);
          double y = transposeB ? b.get(j, p) : b.get(p, j);
          sum += x * y;
          size += Math.abs(x * y);
        }
        value[i][j] = sum;
        magnitude[i][j] = size;
      }
    }
    return new Product(value, magnitude);
  }
}
