package io.github.lanewise.derivation;

import io.github.lanewise.kernel.function.Pieces;
import io.github.lanewise.kernel.function.Table;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Derives the numbers of {@link Pieces}: the intervals, a centre for each, and the polynomials, by
 * weighted least squares on Chebyshev's nodes, which comes near the least maximum. Coefficients are
 * rounded one by one, from c₁ on, and what is left is fitted again each time.
 *
 * @param function f(t), t ≥ 0
 * @param weight what the error at t counts
 * @param scale of the pieces
 * @param end the largest t
 * @param degree of the polynomials
 */
record PieceFit(
    DoubleUnaryOperator function, DoubleUnaryOperator weight, float scale, double end, int degree) {

  /** Centres are sought in steps of this part of the interval, from its middle. */
  private static final int STEPS = 1 << 13;

  /** How far from a float f may be at a centre, in units of its last place. */
  private static final double CLOSE = 0x1p-7;

  private static final int NODES = 100;

  /** Centre and c₀ to c_degree of one interval after the other. */
  float[] numbers() {
    float[] numbers = new float[Table.SIZE * (degree + 2)];
    for (int r = 0; r < Table.SIZE; r++) {
      float[] row = row(beginning(r), Math.min(beginning(r + 1), end));
      System.arraycopy(row, 0, numbers, r * row.length, row.length);
    }
    return numbers;
  }

  /** The t at which an interval begins. */
  double beginning(int row) {
    return (Pieces.beginning(row) - 1.0) / scale;
  }

  float[] row(double from, double to) {
    boolean vanishes = from == 0 && function.applyAsDouble(0) == 0;
    float[] row = new float[degree + 2];
    row[0] = vanishes ? 0 : centre(from, to);
    row[1] = (float) function.applyAsDouble(row[0]);
    for (int k = 1; k <= degree; k++) {
      row[k + 1] = (float) next(row, k, from, to);
    }
    return row;
  }

  /** Near the middle, a float at which f is nearly a float, too. */
  private float centre(double from, double to) {
    double middle = (from + to) / 2;
    double step = (to - from) / STEPS;
    for (int k = 0; ; k++) {
      float candidate = (float) (middle + (k % 2 == 0 ? 1 : -1) * ((k + 1) / 2) * step);
      double exact = function.applyAsDouble(candidate);
      if (Math.abs((float) exact - exact) <= CLOSE * Math.ulp((float) exact)) {
        return candidate;
      }
    }
  }

  /** c_k, if the row holds those before it. */
  private double next(float[] row, int k, double from, double to) {
    int unknown = degree + 1 - k;
    double half = (to - from) / 2;
    double[][] normal = new double[unknown][unknown + 1];
    for (int i = 0; i < NODES; i++) {
      double t = from + half * (1 - Math.cos(Math.PI * (i + 0.5) / NODES));
      double w = weight.applyAsDouble(t);
      double[] powers = new double[unknown + 1];
      for (int j = 0; j < unknown; j++) {
        powers[j] = w * Math.pow((t - row[0]) / half, k + j);
      }
      powers[unknown] = w * (function.applyAsDouble(t) - value(row, k, t));
      for (int a = 0; a < unknown; a++) {
        for (int b = 0; b <= unknown; b++) {
          normal[a][b] += powers[a] * powers[b];
        }
      }
    }
    return Remez.solve(normal)[0] / Math.pow(half, k);
  }

  /** The first {@code terms} terms of the polynomial of a row. */
  private static double value(float[] row, int terms, double t) {
    double sum = 0;
    for (int k = terms; k >= 1; k--) {
      sum = sum * (t - row[0]) + row[k];
    }
    return sum;
  }

  /** The largest weighted error of these numbers. */
  double largestError(float[] numbers) {
    double largest = 0;
    for (int r = 0; r < Table.SIZE; r++) {
      float[] row = Arrays.copyOfRange(numbers, r * (degree + 2), (r + 1) * (degree + 2));
      double from = beginning(r);
      double to = Math.min(beginning(r + 1), end);
      for (int i = 1; i <= 10_000; i++) {
        double t = from + (to - from) * i / 10_000;
        double error = value(row, degree + 1, t) - function.applyAsDouble(t);
        largest = Math.max(largest, Math.abs(error) * weight.applyAsDouble(t));
      }
    }
    return largest;
  }
}
