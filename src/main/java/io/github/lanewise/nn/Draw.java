package io.github.lanewise.nn;

import io.github.lanewise.Matrix;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Draws from the generator L64X128MixRandom, each from its 64-bit words by arithmetic that is
 * specified to the bit. The generator's own {@code nextGaussian} and {@code nextInt(bound)} are
 * not: their algorithm may change with the JDK.
 */
final class Draw {

  private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
      RandomGeneratorFactory.of("L64X128MixRandom");

  private Draw() {}

  static RandomGenerator generator(long seed) {
    return FACTORY.create(seed);
  }

  /** Uniform in [0, 1): a multiple of 2⁻⁵³. */
  static double uniform(RandomGenerator random) {
    return (random.nextLong() >>> 11) * 0x1p-53;
  }

  /** Standard normal by Box and Muller: √(−2·ln(1 − u))·cos(2πv). At most 8.6 in magnitude. */
  static double normal(RandomGenerator random) {
    double radius = Math.sqrt(-2 * StrictMath.log(1 - uniform(random)));
    return radius * StrictMath.cos(2 * Math.PI * uniform(random));
  }

  /** Uniform in 0 … bound−1; no value is favoured by more than bound·2⁻⁶⁴. */
  static int below(int bound, RandomGenerator random) {
    return (int) Math.unsignedMultiplyHigh(random.nextLong(), bound);
  }

  /** Every element of w uniform in ±limit. */
  static void uniform(Matrix w, double limit, RandomGenerator random) {
    for (int i = 0; i < w.rows(); i++) {
      for (int j = 0; j < w.columns(); j++) {
        w.set(i, j, (float) (limit * (2 * uniform(random) - 1)));
      }
    }
  }

  /** Every element of w normal with mean 0. */
  static void normal(Matrix w, double deviation, RandomGenerator random) {
    for (int i = 0; i < w.rows(); i++) {
      for (int j = 0; j < w.columns(); j++) {
        w.set(i, j, (float) (deviation * normal(random)));
      }
    }
  }
}
