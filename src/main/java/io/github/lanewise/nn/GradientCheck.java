package io.github.lanewise.nn;

import io.github.lanewise.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Compares the gradient of backpropagation with central differences of the cost,
 *
 * <pre>
 * ∂C/∂w ≈ (C(w + h) − C(w − h)) / 2h,
 * </pre>
 *
 * two forward passes for each weight or bias. The passes of the differences run in double, so that
 * what they are off by (h²·C‴/6 from the formula, and 2⁻⁵³·C/h from rounding) is far below the
 * rounding of the gradient in float that is being checked.
 *
 * <pre>{@code
 * GradientReport report = GradientCheck.of(net, SOFTMAX_CROSS_ENTROPY).check(x, y);
 * if (!report.passed(1e-3)) throw new AssertionError(report);
 * }</pre>
 *
 * <p>Immutable. A check reads the network's parameters, and changes nothing.
 */
public final class GradientCheck {

  private static final double DEFAULT_STEP = 1e-5;
  private static final int ALL = -1;

  /** Seconds for which a pass of the library is timed, at most. */
  private static final double LONGEST_TIMING = 0.5;

  private final Network net;
  private final Cost cost;
  private final double step;
  private final int sample;
  private final long seed;

  private GradientCheck(Network net, Cost cost, double step, int sample, long seed) {
    this.net = Objects.requireNonNull(net, "net");
    this.cost = Objects.requireNonNull(cost, "cost");
    this.step = step;
    this.sample = sample;
    this.seed = seed;
  }

  /** A check of every weight and bias, with h = 10⁻⁵. */
  public static GradientCheck of(Network net, Cost cost) {
    return new GradientCheck(net, cost, DEFAULT_STEP, ALL, 0);
  }

  /**
   * A check of so many weights and biases only, drawn without repetition from a seed; of all, if
   * there are no more. For networks where all would take too long.
   */
  public GradientCheck sample(int count, long seed) {
    if (count < 1) {
      throw new IllegalArgumentException(
          "GradientCheck.sample: %d weights; there must be at least one".formatted(count));
    }
    return new GradientCheck(net, cost, step, count, seed);
  }

  /** The same check with another h, by which each weight is moved up and down. */
  public GradientCheck step(double h) {
    if (!(h > 0 && h < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "GradientCheck.step: %s is not a finite number above 0".formatted(h));
    }
    return new GradientCheck(net, cost, h, sample, seed);
  }

  /**
   * Runs the check on the samples of x. A few samples are enough: time grows with their number.
   *
   * @param x rows × inputs, at least one row
   * @param y rows × outputs
   */
  public GradientReport check(Matrix x, Matrix y) {
    Workspace workspace = net.workspace(Math.max(1, x.rows()));
    workspace.forward(x);
    workspace.backward(cost, y);
    int[] indices = indices(net.parameters().size());
    List<Difference> differences = new ArrayList<>(indices.length);
    long start = System.nanoTime();
    differences(x, y, indices, workspace.gradient().toArray(), differences);
    double numericSeconds = (System.nanoTime() - start) * 1e-9;
    double budget = Math.min(numericSeconds, LONGEST_TIMING);
    return GradientReport.of(
        net.parameters().layout(),
        differences,
        numericSeconds,
        leastSeconds(budget, () -> workspace.forward(x)),
        leastSeconds(budget, () -> workspace.backward(cost, y)));
  }

  private void differences(
      Matrix x, Matrix y, int[] indices, float[] analytic, List<Difference> differences) {
    DoubleForward up = new DoubleForward(net, cost, x, y);
    DoubleForward down = new DoubleForward(net, cost, x, y);
    double[] parameters = toDouble(net.parameters().toArray());
    for (int index : indices) {
      double value = parameters[index];
      parameters[index] = value + step;
      double above = up.cost(parameters);
      parameters[index] = value - step;
      double below = down.cost(parameters);
      parameters[index] = value;
      double moved = (value + step) - (value - step);
      differences.add(
          new Difference(index, analytic[index], (above - below) / moved, up.crossedKink(down)));
    }
  }

  /** One comparison. */
  record Difference(int index, double analytic, double numeric, boolean kink) {}

  private int[] indices(int size) {
    int[] indices = new int[size];
    Arrays.setAll(indices, i -> i);
    if (sample == ALL || sample >= size) {
      return indices;
    }
    RandomGenerator random = Draw.generator(seed);
    for (int i = 0; i < sample; i++) {
      int j = i + Draw.below(size - i, random);
      int drawn = indices[j];
      indices[j] = indices[i];
      indices[i] = drawn;
    }
    int[] chosen = Arrays.copyOf(indices, sample);
    Arrays.sort(chosen);
    return chosen;
  }

  private static double[] toDouble(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }

  /**
   * The fastest of the repetitions that fit into {@code budget}, at least one: the first ones run
   * before the compiler has done its work.
   */
  private static double leastSeconds(double budget, Runnable pass) {
    long least = Long.MAX_VALUE;
    long start = System.nanoTime();
    long last = start;
    do {
      pass.run();
      long now = System.nanoTime();
      least = Math.min(least, now - last);
      last = now;
    } while ((last - start) * 1e-9 < budget);
    return least * 1e-9;
  }
}
