package io.github.lanewise.derivation;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * The polynomial c₀xˢ + c₁xˢ⁺¹ + … + c_d xˢ⁺ᵈ that is nearest to a function on an interval in the
 * weighted maximum norm, by the second algorithm of Remez: solve for equal errors of alternating
 * sign on d+2 points, move the points to the extrema of the error that results, repeat.
 *
 * <p>The function must vanish at 0 to order s. What alternates is then the error of c₀ + c₁x + …,
 * that is, the error divided by xˢ.
 */
final class Remez {

  /** Points of the grid on which extrema are sought: finer than any oscillation of the error. */
  private static final int GRID = 20_000;

  private static final int ROUNDS = 60;
  private static final double FLAT_ENOUGH = 1e-6;

  private final DoubleUnaryOperator function;
  private final DoubleUnaryOperator weight;
  private final double from;
  private final double to;
  private final int lowestPower;

  /**
   * Approximates {@code function} on [from, to]; the error at x counts {@code weight} of x times.
   */
  Remez(
      DoubleUnaryOperator function,
      DoubleUnaryOperator weight,
      double from,
      double to,
      int lowestPower) {
    this.function = function;
    this.weight = weight;
    this.from = from;
    this.to = to;
    this.lowestPower = lowestPower;
  }

  /** The coefficients c₀ … c_d, and the largest weighted error they leave. */
  record Fit(double[] coefficients, double error) {}

  /**
   * The best fit with {@code degree}+1 coefficients. {@link ArithmeticException} if the error does
   * not become level, as happens where the function is no smooth one.
   */
  Fit fit(int degree) {
    double[] points = startingPoints(degree + 2);
    for (int round = 0; round < ROUNDS; round++) {
      double[] coefficients = levelled(points);
      double level = Math.abs(coefficients[degree + 1]);
      double[] fitted = Arrays.copyOf(coefficients, degree + 1);
      double[] extrema = extrema(fitted, degree + 2);
      double largest = 0;
      for (double x : extrema) {
        largest = Math.max(largest, Math.abs(error(fitted, x)));
      }
      if (largest <= level * (1 + FLAT_ENOUGH)) {
        return new Fit(fitted, largest);
      }
      points = extrema;
    }
    throw new ArithmeticException("the error of degree " + degree + " does not level out");
  }

  /** The largest weighted error of given coefficients. */
  double largestError(float[] coefficients) {
    double[] exact = new double[coefficients.length];
    for (int k = 0; k < exact.length; k++) {
      exact[k] = coefficients[k];
    }
    double largest = 0;
    for (int g = 0; g <= GRID; g++) {
      largest = Math.max(largest, Math.abs(error(exact, grid(g))));
    }
    return largest;
  }

  private double error(double[] coefficients, double x) {
    double sum = 0;
    for (int k = coefficients.length - 1; k >= 0; k--) {
      sum = sum * x + coefficients[k];
    }
    double error = sum * Math.pow(x, lowestPower) - function.applyAsDouble(x);
    return weight.applyAsDouble(x) * signOfLowestPower(x) * error;
  }

  private double signOfLowestPower(double x) {
    return lowestPower % 2 == 0 ? 1 : Math.signum(x);
  }

  /**
   * Chebyshev's nodes, moved a little: 0, where every basis function vanishes, cannot be among
   * them.
   */
  private double[] startingPoints(int count) {
    double[] points = new double[count];
    for (int i = 0; i < count; i++) {
      double cosine = -Math.cos(Math.PI * (i + 0.5) / count);
      points[i] = (from + to) / 2 + (to - from) / 2 * (0.99 * cosine + 0.01);
    }
    return points;
  }

  /** Solves Σ c_k x^(s+k) ± sign(xˢ)·e/w(x) = f(x) on the points: the coefficients, then e. */
  private double[] levelled(double[] points) {
    int n = points.length;
    double[][] rows = new double[n][n + 1];
    for (int i = 0; i < n; i++) {
      double x = points[i];
      for (int k = 0; k < n - 1; k++) {
        rows[i][k] = Math.pow(x, lowestPower + k);
      }
      rows[i][n - 1] = (i % 2 == 0 ? 1 : -1) * signOfLowestPower(x) / weight.applyAsDouble(x);
      rows[i][n] = function.applyAsDouble(x);
    }
    return solve(rows);
  }

  /** Gaussian elimination with partial pivoting on [A | b]. */
  static double[] solve(double[][] rows) {
    int n = rows.length;
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k + 1; i < n; i++) {
        if (Math.abs(rows[i][k]) > Math.abs(rows[pivot][k])) {
          pivot = i;
        }
      }
      double[] swap = rows[k];
      rows[k] = rows[pivot];
      rows[pivot] = swap;
      for (int i = k + 1; i < n; i++) {
        double factor = rows[i][k] / rows[k][k];
        for (int j = k; j <= n; j++) {
          rows[i][j] -= factor * rows[k][j];
        }
      }
    }
    double[] solution = new double[n];
    for (int k = n - 1; k >= 0; k--) {
      double sum = rows[k][n];
      for (int j = k + 1; j < n; j++) {
        sum -= rows[k][j] * solution[j];
      }
      solution[k] = sum / rows[k][k];
    }
    return solution;
  }

  /**
   * The largest error of each stretch of one sign; the smaller end stretch goes if there is one too
   * many.
   */
  private double[] extrema(double[] coefficients, int count) {
    double[] points = new double[GRID + 1];
    int found = 0;
    double sign = 0;
    double largest = 0;
    for (int g = 0; g <= GRID; g++) {
      double x = grid(g);
      double e = error(coefficients, x);
      if (Math.signum(e) != sign && e != 0) {
        sign = Math.signum(e);
        largest = 0;
        found++;
      }
      if (found > 0 && Math.abs(e) > largest) {
        largest = Math.abs(e);
        points[found - 1] = x;
      }
    }
    if (found < count) {
      throw new ArithmeticException("%d alternations and not %d".formatted(found, count));
    }
    int first = 0;
    while (found - first > count) {
      double atFirst = Math.abs(error(coefficients, points[first]));
      double atLast = Math.abs(error(coefficients, points[found - 1]));
      if (atFirst < atLast) {
        first++;
      } else {
        found--;
      }
    }
    return Arrays.copyOfRange(points, first, found);
  }

  private double grid(int g) {
    return from + (to - from) * g / GRID;
  }
}
