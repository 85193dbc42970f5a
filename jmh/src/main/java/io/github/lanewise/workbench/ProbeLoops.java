package io.github.lanewise.workbench;

import java.util.SplittableRandom;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Loops that are bound by one property of the machine each. */
final class ProbeLoops {

  /** Ints of a cache line of 64 bytes. */
  private static final int LINE = 16;

  private static final int FIRST = 12;

  /** More than half of G1's largest region. */
  private static final int OWN_REGION = 17 << 18;

  private static final VectorSpecies<Integer> SPECIES = IntVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private ProbeLoops() {}

  /**
   * An array in which {@link #load} begins at a cache line: one so large has a region of G1 for
   * itself, after whose 16 bytes of header 12 ints fill a line.
   */
  static int[] aligned(int ints) {
    return new int[Math.max(ints + LINE, OWN_REGION)];
  }

  /**
   * Loads so many elements once; ⊕ of them all. Four chains of an operation of one cycle keep two
   * loads a cycle busy.
   */
  static int load(int[] data, int count) {
    IntVector s0 = IntVector.zero(SPECIES);
    IntVector s1 = s0;
    IntVector s2 = s0;
    IntVector s3 = s0;
    for (int i = FIRST; i <= FIRST + count - 4 * LANES; i += 4 * LANES) {
      s0 = s0.lanewise(VectorOperators.XOR, IntVector.fromArray(SPECIES, data, i));
      s1 = s1.lanewise(VectorOperators.XOR, IntVector.fromArray(SPECIES, data, i + LANES));
      s2 = s2.lanewise(VectorOperators.XOR, IntVector.fromArray(SPECIES, data, i + 2 * LANES));
      s3 = s3.lanewise(VectorOperators.XOR, IntVector.fromArray(SPECIES, data, i + 3 * LANES));
    }
    return s0.lanewise(VectorOperators.XOR, s1)
        .lanewise(VectorOperators.XOR, s2.lanewise(VectorOperators.XOR, s3))
        .reduceLanes(VectorOperators.XOR);
  }

  /** Indices that lead through all cache lines of the array in one random cycle (Sattolo). */
  static int[] cycle(int ints) {
    int lines = ints / LINE;
    int[] order = new int[lines];
    for (int i = 0; i < lines; i++) {
      order[i] = i;
    }
    SplittableRandom random = new SplittableRandom(1);
    for (int i = lines - 1; i > 0; i--) {
      int j = random.nextInt(i);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    int[] next = new int[lines * LINE];
    for (int i = 0; i < lines; i++) {
      next[i * LINE] = order[i] * LINE;
    }
    return next;
  }

  /** Follows the indices, each load waiting for the one before it. */
  static int chase(int[] next, int steps, int start) {
    int at = start;
    for (int i = 0; i < steps; i++) {
      at = next[at];
    }
    return at;
  }
}
