package io.github.lanewise.device;

import io.github.lanewise.nn.Activation;

/**
 * An activation that devices compute: one that the library names, whose derivative follows from q.
 *
 * @param slope that of {@link Kind#LEAKY_RELU} where p ≤ 0, of which ReLU is the case 0; else 0
 */
public record ElementFunction(Kind kind, float slope) {

  /** Which formula. */
  public enum Kind {
    IDENTITY,
    SIGMOID,
    TANH,
    LEAKY_RELU
  }

  /**
   * The function of an activation.
   *
   * @throws IllegalArgumentException if the activation is the user's own, of which a device knows
   *     nothing
   */
  public static ElementFunction of(Activation activation) {
    if (activation.equals(Activation.IDENTITY)) {
      return new ElementFunction(Kind.IDENTITY, 0);
    }
    if (activation.equals(Activation.SIGMOID)) {
      return new ElementFunction(Kind.SIGMOID, 0);
    }
    if (activation.equals(Activation.TANH)) {
      return new ElementFunction(Kind.TANH, 0);
    }
    if (activation.equals(Activation.RELU)) {
      return new ElementFunction(Kind.LEAKY_RELU, 0);
    }
    float slope = (float) activation.derivative(-1);
    if (slope >= 0
        && slope < Float.POSITIVE_INFINITY
        && activation.equals(Activation.leakyRelu(slope))) {
      return new ElementFunction(Kind.LEAKY_RELU, slope);
    }
    throw new IllegalArgumentException(
        "a device computes identity, sigmoid, tanh, relu and leakyRelu, but not the activation "
            + activation.name());
  }

  /** The activation it is. */
  public Activation activation() {
    return switch (kind) {
      case IDENTITY -> Activation.IDENTITY;
      case SIGMOID -> Activation.SIGMOID;
      case TANH -> Activation.TANH;
      case LEAKY_RELU -> slope == 0 ? Activation.RELU : Activation.leakyRelu(slope);
    };
  }
}
