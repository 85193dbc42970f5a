package io.github.lanewise.jmh;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A network and a problem for it: widths, the activation of the hidden layers, and the cost of the
 * outputs, which are not activated ({@code squared}: ½‖q − y‖²; {@code crossentropy}: softmax
 * cross-entropy). Parameters are in the order W₁ b₁ W₂ b₂ …, each W outputs × inputs.
 */
public record NetworkShape(int[] widths, int batch, HiddenActivation activation, String cost) {

  /** Widths from the input on, as in {@code 784-512-256-10}. */
  public static NetworkShape parse(String net, int batch, String activation, String cost) {
    int[] widths;
    try {
      widths = Arrays.stream(net.split("-", -1)).mapToInt(Integer::parseInt).toArray();
    } catch (NumberFormatException e) {
      widths = new int[0];
    }
    if (widths.length < 2 || Arrays.stream(widths).min().getAsInt() < 1) {
      throw new IllegalArgumentException("net=" + net + " is not like 784-512-256-10");
    }
    if (!cost.equals("squared") && !cost.equals("crossentropy")) {
      throw new IllegalArgumentException("cost=" + cost + " is not squared or crossentropy");
    }
    if (cost.equals("crossentropy") && widths[widths.length - 1] == 1) {
      throw new IllegalArgumentException("cost=crossentropy needs two outputs, not net=" + net);
    }
    return new NetworkShape(widths, batch, HiddenActivation.named(activation), cost);
  }

  int depth() {
    return widths.length - 1;
  }

  public int inputs() {
    return widths[0];
  }

  public int outputs() {
    return widths[depth()];
  }

  /** Where W_l starts among the parameters; l = depth + 1 gives their number. */
  int weightsStart(int l) {
    int start = 0;
    for (int i = 1; i < l; i++) {
      start += widths[i] * (widths[i - 1] + 1);
    }
    return start;
  }

  int biasStart(int l) {
    return weightsStart(l) + widths[l] * widths[l - 1];
  }

  public int parameters() {
    return weightsStart(depth() + 1);
  }

  /** Three products a layer, but for the one back into the input. */
  public double stepGflop() {
    double sum = 0;
    for (int l = 1; l <= depth(); l++) {
      sum += (l == 1 ? 2 : 3) * 2e-9 * batch * widths[l] * widths[l - 1];
    }
    return sum;
  }

  /** One product a layer. */
  public double inferGflop() {
    double sum = 0;
    for (int l = 1; l <= depth(); l++) {
      sum += 2e-9 * batch * widths[l] * widths[l - 1];
    }
    return sum;
  }

  /** Uniform in ±√(6/(inputs + outputs)), biases in ±0.1. */
  float[] randomParameters(SplittableRandom random) {
    float[] values = new float[parameters()];
    for (int l = 1; l <= depth(); l++) {
      double bound = Math.sqrt(6.0 / (widths[l] + widths[l - 1]));
      fill(values, weightsStart(l), biasStart(l), bound, random);
      fill(values, biasStart(l), weightsStart(l + 1), 0.1, random);
    }
    return values;
  }

  private static void fill(
      float[] values, int from, int to, double bound, SplittableRandom random) {
    for (int i = from; i < to; i++) {
      values[i] = (float) random.nextDouble(-bound, bound);
    }
  }

  /** Inputs in 0 … 1, as pixels are. */
  float[] randomInputs(SplittableRandom random) {
    float[] values = new float[batch * inputs()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble();
    }
    return values;
  }

  /** A random class for each sample: 1 at the class, 0 elsewhere. */
  float[] randomLabels(SplittableRandom random) {
    float[] values = new float[batch * outputs()];
    for (int i = 0; i < batch; i++) {
      values[i * outputs() + random.nextInt(outputs())] = 1;
    }
    return values;
  }
}
