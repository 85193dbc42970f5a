package io.github.lanewise.jmh;

import java.util.SplittableRandom;

/**
 * Checks an arm against a forward pass in double: the outputs directly, and the gradient g along a
 * random direction d, where g·d = (C(w + h·d) − C(w − h·d)) / 2h. The components of d are −1 or 1,
 * so that an error e in g shows as e·d, of the size of ‖e‖.
 */
final class StepOracle {

  private static final double TOLERANCE = 1e-4;
  private static final double H = 1e-6;
  private static final int DIRECTIONS = 2;

  private final NetworkShape shape;
  private final float[] x;
  private final float[] y;
  private double[] out;

  StepOracle(NetworkShape shape, float[] x, float[] y) {
    this.shape = shape;
    this.x = x;
    this.y = y;
  }

  void check(String impl, float[] parameters, StepArm arm) {
    cost(parameters, new byte[parameters.length], 0);
    accept(impl, "outputs", difference(arm.infer(), out), TOLERANCE * largest(out));
    float[] gradient = arm.gradient();
    double norm = 0;
    for (float g : gradient) {
      norm += (double) g * g;
    }
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < DIRECTIONS; i++) {
      byte[] d = new byte[parameters.length];
      double along = 0;
      for (int j = 0; j < d.length; j++) {
        d[j] = (byte) (random.nextBoolean() ? 1 : -1);
        along += d[j] * gradient[j];
      }
      double numeric = (cost(parameters, d, H) - cost(parameters, d, -H)) / (2 * H);
      accept(impl, "gradient", Math.abs(along - numeric), TOLERANCE * Math.sqrt(norm));
    }
  }

  private static void accept(String impl, String what, double error, double bound) {
    if (!(error <= bound)) {
      throw new IllegalStateException(
          "impl=%s is wrong: the %s are off by %s, more than %s"
              .formatted(impl, what, error, bound));
    }
  }

  private static double difference(float[] actual, double[] expected) {
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
    }
    return difference;
  }

  private static double largest(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  /** The mean cost with parameters w + h·d. */
  private double cost(float[] w, byte[] d, double h) {
    out = new double[shape.batch() * shape.outputs()];
    double sum = 0;
    for (int i = 0; i < shape.batch(); i++) {
      double[] q = new double[shape.inputs()];
      for (int c = 0; c < q.length; c++) {
        q[c] = x[i * q.length + c];
      }
      for (int l = 1; l <= shape.depth(); l++) {
        q = layer(l, q, w, d, h);
      }
      System.arraycopy(q, 0, out, i * q.length, q.length);
      sum += cost(q, i * q.length);
    }
    return sum / shape.batch();
  }

  private double[] layer(int l, double[] below, float[] w, byte[] d, double h) {
    double[] q = new double[shape.widths()[l]];
    int weight = shape.weightsStart(l);
    int bias = shape.biasStart(l);
    for (int r = 0; r < q.length; r++) {
      double p = w[bias + r] + h * d[bias + r];
      for (double value : below) {
        p += (w[weight] + h * d[weight]) * value;
        weight++;
      }
      q[r] = l == shape.depth() ? p : activated(p);
    }
    return q;
  }

  private double activated(double p) {
    return switch (shape.activation()) {
      case "sigmoid" -> 1 / (1 + Math.exp(-p));
      case "relu" -> Math.max(p, 0);
      case "tanh" -> Math.tanh(p);
      default -> throw new IllegalArgumentException("activation=" + shape.activation());
    };
  }

  private double cost(double[] q, int label) {
    double sum = 0;
    double squares = 0;
    double atLabel = 0;
    for (int j = 0; j < q.length; j++) {
      sum += Math.exp(q[j]);
      squares += (q[j] - y[label + j]) * (q[j] - y[label + j]);
      atLabel += y[label + j] * q[j];
    }
    return shape.cost().equals("squared") ? squares / 2 : Math.log(sum) - atLabel;
  }
}
