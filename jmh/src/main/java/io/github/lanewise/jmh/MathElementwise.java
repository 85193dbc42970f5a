package io.github.lanewise.jmh;

import static io.github.lanewise.jmh.ElementwiseOperands.*;

/** Plain loops, with {@link Math} for the functions; it has no error function. */
final class MathElementwise {

  private MathElementwise() {}

  static Runnable of(String op, ElementwiseOperands o) {
    return switch (op) {
      case "exp" -> () -> exp(o.x, o.out);
      case "log" -> () -> log(o.x, o.out);
      case "softplus" -> () -> softplus(o.x, o.out);
      case "silu" -> () -> silu(o.x, o.out);
      case "sigmoid" -> () -> sigmoid(o.x, o.out);
      case "tanh" -> () -> tanh(o.x, o.out);
      case "relu" -> () -> relu(o.x, o.out);
      case "multiply" -> () -> multiply(o.x, o.y, o.out);
      case "axpy" -> () -> axpy(o.x, o.out);
      case "sigmoidBackward" -> () -> sigmoidBackward(o.y, o.x, o.out);
      case "momentum" -> momentum(o.x, new float[o.x.length], o.out);
      case "adam" -> adam(o.x, new float[o.x.length], new float[o.x.length], o.out);
      default -> throw ElementwiseOperands.unknown(op);
    };
  }

  private static void exp(float[] x, float[] out) {
    for (int i = 0; i < x.length; i++) {
      out[i] = (float) Math.exp(x[i]);
    }
  }

  private static void log(float[] x, float[] out) {
    for (int i = 0; i < x.length; i++) {
      out[i] = (float) Math.log(x[i]);
    }
  }

  private static void softplus(float[] x, float[] out) {
    for (int i = 0; i < x.length; i++) {
      out[i] = (float) (Math.max(x[i], 0) + Math.log1p(Math.exp(-Math.abs(x[i]))));
    }
  }

  private static void silu(float[] x, float[] out) {
    for (int i = 0; i < x.length; i++) {
      out[i] = (float) (x[i] / (1 + Math.exp(-x[i])));
    }
  }

  private static void sigmoid(float[] x, float[] out) {
    for (int i = 0; i < x.length; i++) {
      out[i] = (float) (1 / (1 + Math.exp(-x[i])));
    }
  }

  private static void tanh(float[] x, float[] out) {
    for (int i = 0; i < x.length; i++) {
      out[i] = (float) Math.tanh(x[i]);
    }
  }

  private static void relu(float[] x, float[] out) {
    for (int i = 0; i < x.length; i++) {
      out[i] = Math.max(x[i], 0);
    }
  }

  private static void multiply(float[] x, float[] y, float[] out) {
    for (int i = 0; i < x.length; i++) {
      out[i] = x[i] * y[i];
    }
  }

  private static void axpy(float[] x, float[] out) {
    for (int i = 0; i < x.length; i++) {
      out[i] = Math.fma(ALPHA, x[i], out[i]);
    }
  }

  private static Runnable momentum(float[] g, float[] v, float[] w) {
    return () -> {
      for (int i = 0; i < w.length; i++) {
        v[i] = Math.fma(MOMENTUM, v[i], g[i]);
        w[i] = Math.fma(-RATE, v[i], w[i]);
      }
    };
  }

  private static Runnable adam(float[] g, float[] m, float[] v, float[] w) {
    double[] powers = {1, 1};
    return () -> {
      powers[0] *= BETA1;
      powers[1] *= BETA2;
      double root = Math.sqrt(1 - powers[1]);
      float rate = (float) (RATE * root / (1 - powers[0]));
      float epsilon = (float) (EPSILON * root);
      for (int i = 0; i < w.length; i++) {
        m[i] = Math.fma(BETA1, m[i], (1 - BETA1) * g[i]);
        v[i] = Math.fma(BETA2, v[i], (1 - BETA2) * g[i] * g[i]);
        w[i] -= rate * m[i] / ((float) Math.sqrt(v[i]) + epsilon);
      }
    };
  }

  private static void sigmoidBackward(float[] q, float[] delta, float[] out) {
    for (int i = 0; i < q.length; i++) {
      out[i] = delta[i] * (q[i] * (1 - q[i]));
    }
  }
}
