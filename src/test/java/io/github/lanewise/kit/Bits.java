package io.github.lanewise.kit;

import io.github.lanewise.Matrix;

/**
 * Comparison of results bit by bit. All NaNs count as one, as IEEE 754 leaves their payload open.
 */
public final class Bits {

  private Bits() {}

  public static void assertSame(Matrix expected, Matrix actual, String what) {
    if (expected.rows() != actual.rows() || expected.columns() != actual.columns()) {
      throw new AssertionError(what + ": " + expected.shape() + " and " + actual.shape());
    }
    for (int i = 0; i < expected.rows(); i++) {
      for (int j = 0; j < expected.columns(); j++) {
        float x = expected.get(i, j);
        float y = actual.get(i, j);
        if (Float.floatToIntBits(x) != Float.floatToIntBits(y)) {
          throw new AssertionError(
              "%s: element (%d, %d) of %s is %s (%08x) and not %s (%08x)"
                  .formatted(
                      what,
                      i,
                      j,
                      expected.shape(),
                      y,
                      Float.floatToIntBits(y),
                      x,
                      Float.floatToIntBits(x)));
        }
      }
    }
  }
}
