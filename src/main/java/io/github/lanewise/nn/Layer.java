package io.github.lanewise.nn;

import java.util.Objects;

/**
 * The shape of one layer: p = W·q_below + b, q = σ(p), where W is outputs × inputs.
 *
 * @param bias whether there is a b
 */
public record Layer(int inputs, int outputs, Activation activation, boolean bias) {

  /** Throws {@link IllegalArgumentException} unless there is an input and an output. */
  public Layer {
    Objects.requireNonNull(activation, "activation");
    if (inputs < 1 || outputs < 1) {
      throw new IllegalArgumentException(
          "Layer: %d inputs and %d outputs; there must be at least one of each"
              .formatted(inputs, outputs));
    }
  }

  /** How many weights and biases there are. */
  public long parameters() {
    return (long) outputs * inputs + (bias ? outputs : 0);
  }

  /** As in {@code 64→10 sigmoid}. */
  @Override
  public String toString() {
    return inputs + "→" + outputs + " " + activation.name() + (bias ? "" : " without bias");
  }
}
