package io.github.lanewise.jmh;

import java.util.SplittableRandom;

/**
 * Checks an arm against a forward pass in double: the outputs and the cost directly, and the
 * gradient g along a random direction d, where g·d = (C(w + h·d) − C(w − h·d)) / 2h. The components
 * of d are −1 or 1, so that an error e in g shows as e·d, of the size of ‖e‖. A step must then lead
 * to w − η·g.
 */
final class StepOracle {

  private static final double TOLERANCE = 1e-4;
  private static final double H = 1e-6;
  private static final int DIRECTIONS = 2;

  /** How far the checked step moves all parameters together, as a part of their norm. */
  private static final double MOVE = 0.01;

  /** Of the largest change of a parameter. */
  private static final double MOVED = 1e-3;

  private final String impl;
  private final NetworkShape shape;
  private final float[] w;
  private final float[] x;
  private final float[] y;
  private final byte[] nowhere;
  private double[] out;

  StepOracle(String impl, StepProblem problem) {
    this.impl = impl;
    shape = problem.shape();
    w = problem.parameters();
    x = problem.x();
    y = problem.y();
    nowhere = new byte[w.length];
  }

  /** Makes arms of the checked kind, from the problem's parameters, by their learning rate. */
  interface ArmFactory {
    StepArm of(float learningRate);
  }

  /** Returns the gradient at w. */
  private float[] checkAtStart(StepArm arm) {
    double cost = cost(w, nowhere, 0);
    arm.infer();
    accept("outputs", difference(arm.outputs(), out), TOLERANCE * largest(out));
    float[] gradient = arm.gradient();
    double norm = norm(gradient);
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < DIRECTIONS; i++) {
      byte[] d = new byte[w.length];
      double along = 0;
      for (int j = 0; j < d.length; j++) {
        d[j] = (byte) (random.nextBoolean() ? 1 : -1);
        along += d[j] * gradient[j];
      }
      double numeric = (cost(w, d, H) - cost(w, d, -H)) / (2 * H);
      accept("gradient", Math.abs(along - numeric), TOLERANCE * norm);
    }
    accept("cost", Math.abs(arm.step() - cost), TOLERANCE * cost);
    return gradient;
  }

  /** An arm with this learning rate, if another one of its kind has stood every check. */
  StepArm checked(ArmFactory arms, float learningRate) {
    StepArm arm = arms.of(learningRate);
    float[] gradient = checkAtStart(arm);
    float rate = (float) (MOVE * norm(w) / norm(gradient));
    double[] moved = new double[w.length];
    double longest = 0;
    for (int i = 0; i < moved.length; i++) {
      moved[i] = w[i] - (double) rate * gradient[i];
      longest = Math.max(longest, Math.abs(w[i] - moved[i]));
    }
    StepArm mover = arms.of(rate);
    mover.step();
    accept("updated parameters", difference(mover.parameters(), moved), MOVED * longest);
    return arm;
  }

  private static double norm(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }

  private void accept(String what, double error, double bound) {
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
      q[r] = l == shape.depth() ? p : shape.activation().value(p);
    }
    return q;
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
