package io.github.lanewise.jmh;

import java.util.SplittableRandom;

/**
 * Checks an arm against a forward pass in double: the outputs and the cost directly, and the
 * gradient g along a random direction d against the derivative of the cost along d, which the same
 * pass carries along: ṗ = Ẇ·q + W·q̇ + ḃ, q̇ = σ′(p)·ṗ with Ẇ, ḃ from d. Differences of costs would
 * not do, as some p of a wide layer lies close enough to ReLU's kink to cross it. The components of
 * d are −1 or 1, so that an error e in g shows as e·d, of the size of ‖e‖. A step must then lead to
 * w − η·g.
 */
final class StepOracle {

  private static final double TOLERANCE = 1e-4;
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
  private final double[] out;

  /** The mean cost, and its derivative along the direction last asked for. */
  private double cost;

  private double alongDirection;

  StepOracle(String impl, StepProblem problem) {
    this.impl = impl;
    shape = problem.shape();
    w = problem.parameters();
    x = problem.x();
    y = problem.y();
    out = new double[shape.batch() * shape.outputs()];
  }

  /** Makes arms of the checked kind, from the problem's parameters, by their learning rate. */
  interface ArmFactory {
    StepArm of(float learningRate);
  }

  /** Throws unless the outputs are right. */
  void checkOutputs(InferenceArm arm) {
    forward(new byte[w.length]);
    arm.infer();
    accept("outputs", difference(arm.outputs(), out), TOLERANCE * largest(out));
  }

  /** Returns the gradient at w. */
  private float[] checkAtStart(StepArm arm) {
    checkOutputs(arm);
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
      forward(d);
      accept("gradient", Math.abs(along - alongDirection), TOLERANCE * norm);
    }
    accept("cost", Math.abs(arm.step() - cost), TOLERANCE * cost);
    return gradient;
  }

  /** An arm with this learning rate, if it and another of its kind stand every check. */
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

  /**
   * Throws unless an arm of the checked kind and one of another give the same bits: the outputs,
   * the gradient, and the cost and the parameters of a step that moves them.
   */
  void checkSameBits(ArmFactory arms, ArmFactory others) {
    float rate = (float) (MOVE * norm(w) / norm(others.of(1).gradient()));
    StepArm arm = arms.of(rate);
    StepArm other = others.of(rate);
    arm.infer();
    other.infer();
    acceptSame("outputs", arm.outputs(), other.outputs());
    acceptSame("gradients", arm.gradient(), other.gradient());
    acceptSame("costs", new float[] {arm.step()}, new float[] {other.step()});
    acceptSame("updated parameters", arm.parameters(), other.parameters());
  }

  private void acceptSame(String what, float[] actual, float[] expected) {
    for (int i = 0; i < expected.length; i++) {
      if (Float.floatToRawIntBits(actual[i]) != Float.floatToRawIntBits(expected[i])) {
        throw new IllegalStateException(
            "impl=%s is wrong: number %d of the %s is %s and not %s to the bit"
                .formatted(impl, i, what, actual[i], expected[i]));
      }
    }
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

  private void forward(byte[] d) {
    cost = 0;
    alongDirection = 0;
    for (int i = 0; i < shape.batch(); i++) {
      double[] q = new double[shape.inputs()];
      double[] dq = new double[q.length];
      for (int c = 0; c < q.length; c++) {
        q[c] = x[i * q.length + c];
      }
      for (int l = 1; l <= shape.depth(); l++) {
        double[] above = new double[shape.widths()[l]];
        double[] dAbove = new double[above.length];
        layer(l, d, q, dq, above, dAbove);
        q = above;
        dq = dAbove;
      }
      System.arraycopy(q, 0, out, i * q.length, q.length);
      addCost(q, dq, i * q.length);
    }
    cost /= shape.batch();
    alongDirection /= shape.batch();
  }

  private void layer(
      int l, byte[] d, double[] below, double[] dBelow, double[] above, double[] dAbove) {
    HiddenActivation activation = shape.activation();
    int weight = shape.weightsStart(l);
    int bias = shape.biasStart(l);
    for (int r = 0; r < above.length; r++) {
      double p = w[bias + r];
      double dp = d[bias + r];
      for (int c = 0; c < below.length; c++) {
        p += w[weight] * below[c];
        dp += d[weight] * below[c] + w[weight] * dBelow[c];
        weight++;
      }
      boolean hidden = l < shape.depth();
      above[r] = hidden ? activation.value(p) : p;
      dAbove[r] = hidden ? activation.derivative(p, above[r]) * dp : dp;
    }
  }

  private void addCost(double[] q, double[] dq, int label) {
    double sum = 0;
    for (double value : q) {
      sum += Math.exp(value);
    }
    boolean squared = shape.cost().equals("squared");
    for (int j = 0; j < q.length; j++) {
      double target = y[label + j];
      double difference = squared ? q[j] - target : Math.exp(q[j]) / sum - target;
      cost += squared ? difference * difference / 2 : -target * q[j];
      alongDirection += difference * dq[j];
    }
    if (!squared) {
      cost += Math.log(sum);
    }
  }
}
