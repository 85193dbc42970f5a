package io.github.lanewise.jmh;

import io.github.lanewise.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * A network and a problem for it: widths, the activation of the hidden layers, and the cost of the
 * outputs, which are not activated ({@code squared}: ½‖q − y‖²; {@code crossentropy}: softmax
 * cross-entropy). Parameters are in the order W₁ b₁ W₂ b₂ …, each W outputs × inputs. As text it is
 * {@code 784-512-256-10:128:sigmoid:crossentropy}, with the batch after the widths.
 */
public record NetworkShape(int[] widths, int batch, HiddenActivation activation, String cost) {

  static NetworkShape parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 4 || !parts[1].matches("[1-9]\\d{0,8}")) {
      throw new IllegalArgumentException(
          "case %s is not like 784-512-256-10:128:sigmoid:crossentropy".formatted(text));
    }
    return parse(parts[0], Integer.parseInt(parts[1]), parts[2], parts[3]);
  }

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

  NetworkShape withCost(String other) {
    return new NetworkShape(widths, batch, activation, other);
  }

  /** The widths as text. */
  String net() {
    return Arrays.stream(widths).mapToObj(Integer::toString).collect(Collectors.joining("-"));
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

  /** W_l as a view of parameters, or of what is laid out as they are. */
  Matrix weights(float[] parameters, int l) {
    int inputs = widths[l - 1];
    return Matrix.wrap(parameters, weightsStart(l), widths[l], inputs, inputs);
  }

  /** b_l as a view. */
  Matrix bias(float[] parameters, int l) {
    return Matrix.wrap(parameters, biasStart(l), 1, widths[l], widths[l]);
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

  /** By the widths themselves, not by their array. */
  @Override
  public boolean equals(Object other) {
    return other instanceof NetworkShape shape && toString().equals(shape.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  @Override
  public String toString() {
    return "%s:%d:%s:%s".formatted(net(), batch, activation, cost);
  }
}
