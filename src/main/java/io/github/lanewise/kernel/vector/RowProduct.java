package io.github.lanewise.kernel.vector;

import java.util.Arrays;

/**
 * A·Bᵀ of one row of A and few terms: scalar chains, eight side by side, since a chain's next
 * multiply-add waits for the last. Transposing so small a B for vectors takes longer.
 */
final class RowProduct extends PlannedProduct {

  private static final int AT_ONCE = 8;

  private final ProductShape shape;

  RowProduct(ProductShape shape) {
    this.shape = shape;
  }

  @Override
  void run(float[] a, int a0, float[] b, int b0, float[] c, int c0, float scale) {
    if (!shape.accumulate()) {
      Arrays.fill(c, c0, c0 + shape.n(), 0f);
    }
    int whole = shape.n() / AT_ONCE * AT_ONCE;
    for (int j = 0; j < whole; j += AT_ONCE) {
      eight(shape.k(), a, a0, b, b0 + j * shape.ldb(), shape.ldb(), c, c0 + j);
    }
    for (int j = whole; j < shape.n(); j++) {
      float sum = c[c0 + j];
      for (int p = 0; p < shape.k(); p++) {
        sum = Math.fma(a[a0 + p], b[b0 + j * shape.ldb() + p], sum);
      }
      c[c0 + j] = sum;
    }
  }

  private static void eight(
      int k, float[] a, int a0, float[] b, int b0, int ldb, float[] c, int c0) {
    float s0 = c[c0];
    float s1 = c[c0 + 1];
    float s2 = c[c0 + 2];
    float s3 = c[c0 + 3];
    float s4 = c[c0 + 4];
    float s5 = c[c0 + 5];
    float s6 = c[c0 + 6];
    float s7 = c[c0 + 7];
    for (int p = 0; p < k; p++) {
      float x = a[a0 + p];
      s0 = Math.fma(x, b[b0 + p], s0);
      s1 = Math.fma(x, b[b0 + ldb + p], s1);
      s2 = Math.fma(x, b[b0 + 2 * ldb + p], s2);
      s3 = Math.fma(x, b[b0 + 3 * ldb + p], s3);
      s4 = Math.fma(x, b[b0 + 4 * ldb + p], s4);
      s5 = Math.fma(x, b[b0 + 5 * ldb + p], s5);
      s6 = Math.fma(x, b[b0 + 6 * ldb + p], s6);
      s7 = Math.fma(x, b[b0 + 7 * ldb + p], s7);
    }
    c[c0] = s0;
    c[c0 + 1] = s1;
    c[c0 + 2] = s2;
    c[c0 + 3] = s3;
    c[c0 + 4] = s4;
    c[c0 + 5] = s5;
    c[c0 + 6] = s6;
    c[c0 + 7] = s7;
  }
}
