package io.github.lanewise.jmh;

import io.github.lanewise.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;

/** A, B and C of a product. */
record GemmOperands(ProductShape shape, float[] a, float[] b, float[] c) {

  /**
   * A and B uniform in ±1, and C that is NaN until a product overwrites it. The gaps between the
   * rows are NaN in all three, so that an arm that multiplies a gap gives NaN, and one that writes
   * into a gap is seen to.
   */
  static GemmOperands random(ProductShape shape) {
    SplittableRandom random = new SplittableRandom(1);
    float[] a = matrix(shape.rowsOfA(), shape.columnsOfA(), shape.lda(), random);
    float[] b = matrix(shape.rowsOfB(), shape.columnsOfB(), shape.ldb(), random);
    float[] c = new float[shape.m() * shape.ldc()];
    Arrays.fill(c, Float.NaN);
    return new GemmOperands(shape, a, b, c);
  }

  /** Copies of matrices that have been multiplied. */
  static GemmOperands of(String transposition, Matrix a, Matrix b, Matrix c) {
    int k = transposition.equals("TN") ? a.rows() : a.columns();
    return new GemmOperands(
        new ProductShape(transposition, c.rows(), c.columns(), k, 0),
        a.toArray(),
        b.toArray(),
        c.toArray());
  }

  private static float[] matrix(int rows, int columns, int stride, SplittableRandom random) {
    float[] values = new float[rows * stride];
    Arrays.fill(values, Float.NaN);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        values[i * stride + j] = (float) random.nextDouble(-1, 1);
      }
    }
    return values;
  }
}
