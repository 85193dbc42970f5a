package io.github.lanewise.kit;

import io.github.lanewise.Matrix;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Sizes around a kernel's own constants, and seeded matrices. */
public final class Shapes {

  private Shapes() {}

  /** 0, 1, t−1, t, t+1, 2t+1 for each constant t, without repetition, ascending. */
  public static int[] around(int... constants) {
    TreeSet<Integer> sizes = new TreeSet<>();
    sizes.add(0);
    sizes.add(1);
    for (int t : constants) {
      sizes.add(t - 1);
      sizes.add(t);
      sizes.add(t + 1);
      sizes.add(2 * t + 1);
    }
    return sizes.stream().mapToInt(Integer::intValue).toArray();
  }

  public static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /** Fills with values of both signs and of magnitudes over six binades, so that sums cancel. */
  public static void fill(Matrix matrix, RandomGenerator random) {
    for (int i = 0; i < matrix.rows(); i++) {
      for (int j = 0; j < matrix.columns(); j++) {
        float sign = random.nextBoolean() ? 1 : -1;
        matrix.set(i, j, sign * Math.scalb(1 + random.nextFloat(), random.nextInt(-3, 3)));
      }
    }
  }

  /** Values from −½ to ½. */
  public static float[] values(int count, RandomGenerator random) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }

  /** A guarded matrix filled as by {@link #fill}. */
  public static Guarded guarded(int rows, int columns, int gap, RandomGenerator random) {
    Guarded guarded = Guarded.of(rows, columns, gap, 17);
    fill(guarded.matrix(), random);
    return guarded;
  }
}
