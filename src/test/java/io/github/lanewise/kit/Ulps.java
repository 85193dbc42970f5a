package io.github.lanewise.kit;

/** Errors of float results in units in the last place. */
public final class Ulps {

  private Ulps() {}

  /**
   * |actual − exact| in units of the last place that a float of the size of {@code exact} has,
   * 2⁻¹⁴⁹ among the subnormal ones. 0 if exact rounds to actual's infinity, or both are NaN; NaN if
   * only one is; infinite if only one is infinite.
   */
  public static double error(double exact, float actual) {
    if (Double.isNaN(exact)) {
      return Float.isNaN(actual) ? 0 : Double.NaN;
    }
    if (Float.isInfinite(actual) || Float.isInfinite((float) exact)) {
      return (float) exact == actual
          ? 0
          : Float.isNaN(actual) ? Double.NaN : Double.POSITIVE_INFINITY;
    }
    int exponent = Math.max(Math.getExponent(exact), Float.MIN_EXPONENT);
    return Math.abs(actual - exact) / Math.scalb(1.0, exponent - 23);
  }
}
