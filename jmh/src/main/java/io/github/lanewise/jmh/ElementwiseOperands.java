package io.github.lanewise.jmh;

import java.util.SplittableRandom;

/**
 * What an elementwise operation reads and writes. Each operation is a formula for one element:
 *
 * <pre>
 * exp sigmoid tanh relu   out = f(x)
 * multiply                out = x·y
 * axpy                    out = 0.5·x + out
 * sigmoidBackward         out = x·y(1 − y)     x is δ, y is q
 * </pre>
 */
final class ElementwiseOperands {

  static final float ALPHA = 0.5f;

  /** Within 4 ulp: what the JDK promises for its functions, and the roundings of σ by hand. */
  private static final double ULPS = 4;

  final float[] x;
  final float[] y;
  final float[] out;

  ElementwiseOperands(int size) {
    SplittableRandom random = new SplittableRandom(1);
    x = new float[size];
    y = new float[size];
    out = new float[size];
    for (int i = 0; i < size; i++) {
      x[i] = (float) random.nextDouble(-8, 8);
      y[i] = (float) random.nextDouble(0, 1);
    }
  }

  /** Throws unless every element of out, +0 before, is what the formula gives in double. */
  void check(String impl, String op) {
    for (int i = 0; i < x.length; i++) {
      double expected = expected(op, x[i], y[i]);
      if (!(Math.abs(out[i] - expected) <= ULPS * Math.ulp((float) expected))) {
        throw new IllegalStateException(
            "impl=%s op=%s is wrong: element %d is %s and not %s"
                .formatted(impl, op, i, out[i], expected));
      }
    }
  }

  private static double expected(String op, double x, double y) {
    return switch (op) {
      case "exp" -> Math.exp(x);
      case "sigmoid" -> 1 / (1 + Math.exp(-x));
      case "tanh" -> Math.tanh(x);
      case "relu" -> Math.max(x, 0);
      case "multiply" -> x * y;
      case "axpy" -> ALPHA * x;
      case "sigmoidBackward" -> x * y * (1 - y);
      default -> throw unknown(op);
    };
  }

  static IllegalArgumentException unknown(String op) {
    return new IllegalArgumentException(
        "op=%s is not exp, sigmoid, tanh, relu, multiply, axpy or sigmoidBackward".formatted(op));
  }
}
