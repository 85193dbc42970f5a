package io.github.lanewise.jmh;

/** Checks a product against sums in double. */
final class ProductOracle {

  private static final double UNIT_ROUNDOFF = 0x1p-24;

  /** Multiply-adds that the check may take; of a larger product it takes some elements. */
  private static final double AFFORDABLE = 1 << 27;

  private ProductOracle() {}

  /**
   * Throws if an element of C is off by more than k·u/(1−k·u)·(|A|·|B|), or is NaN, or if a gap
   * between its rows is not NaN. Of products too large to check all elements some are checked, and
   * the others for NaN alone.
   */
  static void check(String impl, GemmOperands operands) {
    ProductShape shape = operands.shape();
    float[] a = operands.a();
    float[] b = operands.b();
    float[] c = operands.c();
    int m = shape.m();
    int n = shape.n();
    int k = shape.k();
    double gamma = k * UNIT_ROUNDOFF / (1 - k * UNIT_ROUNDOFF);
    // Odd, so that in rows of a power of two it meets every column.
    int step = (int) Math.ceil((double) m * n * k / AFFORDABLE) | 1;
    for (int element = 0; element < c.length; element++) {
      int i = element / shape.ldc();
      int j = element % shape.ldc();
      if (j >= n) {
        accept(Float.isNaN(c[element]), impl, element, c[element], Double.NaN);
        continue;
      }
      if (element % step != 0) {
        accept(!Float.isNaN(c[element]), impl, element, c[element], "a number");
        continue;
      }
      double sum = 0;
      double magnitude = 0;
      for (int p = 0; p < k; p++) {
        double product =
            (double) a[shape.transposesA() ? p * shape.lda() + i : i * shape.lda() + p]
                * b[shape.transposesB() ? j * shape.ldb() + p : p * shape.ldb() + j];
        sum += product;
        magnitude += Math.abs(product);
      }
      accept(Math.abs(c[element] - sum) <= gamma * magnitude, impl, element, c[element], sum);
    }
  }

  private static void accept(boolean ok, String impl, int element, float actual, Object expected) {
    if (!ok) {
      throw new IllegalStateException(
          "impl=%s is wrong: element %d is %s and not %s"
              .formatted(impl, element, actual, expected));
    }
  }
}
