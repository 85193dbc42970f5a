package io.github.lanewise.nn;

import java.util.random.RandomGenerator;

/**
 * The order in which the samples of a data set are visited, one order an epoch. A seed gives the
 * same sequence of orders on every machine. Not thread-safe.
 */
public final class Shuffler {

  private final RandomGenerator random;
  private int[] order = {};

  private Shuffler(RandomGenerator random) {
    this.random = random;
  }

  /** Every order equally likely, drawn from the seed. */
  public static Shuffler seeded(long seed) {
    return new Shuffler(Draw.generator(seed));
  }

  /** The order of the data set, every time. */
  public static Shuffler inOrder() {
    return new Shuffler(null);
  }

  /**
   * The next order of 0 … samples−1 (Fisher and Yates). The array is this object's own: the next
   * call overwrites it, and allocates only if the number of samples has changed.
   */
  public int[] next(int samples) {
    if (order.length != samples) {
      order = new int[samples];
    }
    for (int i = 0; i < samples; i++) {
      order[i] = i;
    }
    if (random != null) {
      for (int i = samples - 1; i > 0; i--) {
        int j = Draw.below(i + 1, random);
        int swapped = order[i];
        order[i] = order[j];
        order[j] = swapped;
      }
    }
    return order;
  }
}
