package io.github.lanewise.device;

import io.github.lanewise.nn.Cost;

/** A cost that devices compute: one that the library names. */
public enum CostFunction {
  HALF_SQUARED_ERROR(Cost.HALF_SQUARED_ERROR),
  SOFTMAX_CROSS_ENTROPY(Cost.SOFTMAX_CROSS_ENTROPY),
  BINARY_CROSS_ENTROPY(Cost.BINARY_CROSS_ENTROPY);

  private final Cost cost;

  CostFunction(Cost cost) {
    this.cost = cost;
  }

  /**
   * The function of a cost.
   *
   * @throws IllegalArgumentException if the cost is the user's own, of which a device knows nothing
   */
  public static CostFunction of(Cost cost) {
    for (CostFunction function : values()) {
      if (function.cost.equals(cost)) {
        return function;
      }
    }
    throw new IllegalArgumentException(
        "a device computes the costs that the library names, but not " + cost.name());
  }

  /** The cost it is. */
  public Cost cost() {
    return cost;
  }
}
