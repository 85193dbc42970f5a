package io.github.lanewise.nn;

import io.github.lanewise.Matrix;
import java.util.function.ToDoubleFunction;

/** Central differences, and the comparison of three derivations of one derivative. */
final class Differences {

  private static final double H = 1e-5;

  /** h²·C‴/6 and 2⁻⁵³·C/h, both of some 10⁻¹¹ for the functions of these tests. */
  private static final double DIFFERENCE_ERROR = 1e-8;

  /** Some tens of roundings of float. */
  private static final double FLOAT_ERROR = 4e-6;

  private Differences() {}

  /** ∂C/∂A, element by element. */
  static RealMatrix of(ToDoubleFunction<RealMatrix> cost, RealMatrix a) {
    double[][] d = new double[a.height()][a.width()];
    for (int i = 0; i < a.height(); i++) {
      for (int j = 0; j < a.width(); j++) {
        double up = cost.applyAsDouble(a.with(i, j, a.rows()[i][j] + H));
        double down = cost.applyAsDouble(a.with(i, j, a.rows()[i][j] - H));
        d[i][j] = (up - down) / (2 * H);
      }
    }
    return new RealMatrix(d);
  }

  /** The boxed identity equals the central differences, and the library computes both. */
  static void assertAgree(RealMatrix boxed, RealMatrix differences, Matrix library) {
    assertClose(boxed, differences, DIFFERENCE_ERROR, "central differences");
    assertClose(boxed, RealMatrix.of(library), FLOAT_ERROR, "the library");
  }

  static void assertClose(RealMatrix expected, Matrix actual, String what) {
    assertClose(expected, RealMatrix.of(actual), FLOAT_ERROR, what);
  }

  /** Errors count relative to the largest element. */
  private static void assertClose(
      RealMatrix expected, RealMatrix actual, double tolerance, String what) {
    if (expected.height() != actual.height() || expected.width() != actual.width()) {
      throw new AssertionError(
          "%s: %d×%d instead of %d×%d"
              .formatted(
                  what, actual.height(), actual.width(), expected.height(), expected.width()));
    }
    double largest = 0;
    for (double[] row : expected.rows()) {
      for (double value : row) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
    for (int i = 0; i < expected.height(); i++) {
      for (int j = 0; j < expected.width(); j++) {
        double error = Math.abs(actual.rows()[i][j] - expected.rows()[i][j]);
        if (!(error <= tolerance * largest)) {
          throw new AssertionError(
              "%s: element (%d, %d) is %s instead of %s"
                  .formatted(what, i, j, actual.rows()[i][j], expected.rows()[i][j]));
        }
      }
    }
  }
}
