package io.github.lanewise.kit;

/**
 * How far a result may be from the oracle's. A result is accepted only if its error is at or below
 * the bound, so NaN never passes where a number is due.
 */
public record Bound(double absolute) {

  /** Unit roundoff of float. */
  public static final double U = 0x1p-24;

  /** An error in the unit of the result. */
  public static Bound absolute(double bound) {
    return new Bound(bound);
  }

  /**
   * k·u/(1−k·u)·magnitude for a chain of k fused multiply-adds, plus one subnormal a step for
   * underflow.
   */
  public static Bound ofChain(int k, double magnitude) {
    double gamma = k * U / (1 - k * U);
    return new Bound(gamma * magnitude + k * (double) Float.MIN_VALUE);
  }

  /**
   * Whether {@code actual} is close enough to {@code expected}; equal infinities and two NaNs are.
   */
  public boolean accepts(double expected, double actual) {
    if (Double.isNaN(expected)) {
      return Double.isNaN(actual);
    }
    return expected == actual || Math.abs(actual - expected) <= absolute;
  }
}
