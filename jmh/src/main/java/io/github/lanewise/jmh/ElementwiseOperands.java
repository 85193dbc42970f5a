package io.github.lanewise.jmh;

import io.github.lanewise.nn.Activation;
import java.util.SplittableRandom;

/**
 * What an elementwise operation reads and writes. Each operation is a formula for one element:
 *
 * <pre>
 * exp log sigmoid tanh    out = f(x)           x &gt; 0 for log
 * softplus silu gelu relu
 * multiply                out = x·y
 * axpy                    out = 0.5·x + out
 * sigmoidBackward         out = x·y(1 − y)     x is δ, y is q
 * momentum adam           one step             x is the gradient, out the parameters
 * </pre>
 *
 * A step moves, for an element, x, out and the state in and all but x out: 20 bytes with momentum,
 * 28 with Adam; axpy moves 12.
 */
final class ElementwiseOperands {

  static final float ALPHA = 0.5f;

  static final float RATE = 0.01f;
  static final float MOMENTUM = 0.9f;
  static final float BETA1 = 0.9f;
  static final float BETA2 = 0.999f;
  static final float EPSILON = 1e-8f;

  /**
   * Within 4 ulp: what the JDK promises for its functions, and the roundings of what is put
   * together by hand.
   */
  private static final double ULPS = 4;

  final float[] x;
  final float[] y;
  final float[] out;

  ElementwiseOperands(String op, int size) {
    SplittableRandom random = new SplittableRandom(1);
    x = new float[size];
    y = new float[size];
    out = new float[size];
    for (int i = 0; i < size; i++) {
      x[i] = (float) random.nextDouble(op.equals("log") ? 1e-3 : -8, 8);
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
      case "log" -> Math.log(x);
      case "sigmoid" -> Activation.SIGMOID.value(x);
      case "softplus" -> Activation.SOFTPLUS.value(x);
      case "silu" -> Activation.SILU.value(x);
      case "gelu" -> Activation.GELU.value(x);
      case "tanh" -> Math.tanh(x);
      case "relu" -> Math.max(x, 0);
      case "multiply" -> x * y;
      case "axpy" -> ALPHA * x;
      case "sigmoidBackward" -> x * y * (1 - y);
      case "momentum" -> -RATE * x;
      case "adam" -> -RATE * x / (Math.abs(x) + EPSILON);
      default -> throw unknown(op);
    };
  }

  static IllegalArgumentException unknown(String op) {
    return new IllegalArgumentException(
        "op=%s is not exp, log, sigmoid, tanh, softplus, silu, gelu, relu, multiply, axpy, sigmoidBackward, momentum or adam, or this arm has it not"
            .formatted(op));
  }
}
