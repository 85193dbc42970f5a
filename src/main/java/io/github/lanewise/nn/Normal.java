package io.github.lanewise.nn;

/** The standard normal distribution in double, to some 10⁻¹³ of each value. */
final class Normal {

  /** 1/√(2π). */
  private static final double DENSITY_AT_0 = 1 / StrictMath.sqrt(2 * StrictMath.PI);

  /** From here on the continued fraction converges faster than the series loses digits. */
  private static final double SERIES_END = 3;

  private static final int FRACTIONS = 100;

  private Normal() {}

  /** φ(x). */
  static double density(double x) {
    return DENSITY_AT_0 * StrictMath.exp(-0.5 * x * x);
  }

  /** Φ(x), which keeps its relative accuracy where it is small. */
  static double distribution(double x) {
    double t = Math.abs(x);
    double tail = t < SERIES_END ? 0.5 - density(t) * series(t) : density(t) / continuedFraction(t);
    return x < 0 ? tail : 1 - tail;
  }

  /** (Φ(t) − ½)/φ(t) = t + t³/3 + t⁵/(3·5) + … */
  private static double series(double t) {
    double term = t;
    double sum = t;
    for (int k = 3; term > 1e-18 * sum; k += 2) {
      term *= t * t / k;
      sum += term;
    }
    return sum;
  }

  /** φ(t)/Φ(−t) = t + 1/(t + 2/(t + 3/(t + …))). */
  private static double continuedFraction(double t) {
    double value = t;
    for (int k = FRACTIONS; k > 0; k--) {
      value = t + k / value;
    }
    return value;
  }
}
