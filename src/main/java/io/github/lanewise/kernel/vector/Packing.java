package io.github.lanewise.kernel.vector;

import static io.github.lanewise.kernel.vector.Panels.NR;

import java.util.Arrays;

/**
 * Copies blocks of A and B into panels, in the order in which the tiles read them.
 *
 * <pre>
 * A, panels of r rows:                 B, panels of w columns:
 *   a(0,0) a(1,0) … a(r−1,0)             b(0,0) b(0,1) … b(0,w−1)
 *   a(0,1) a(1,1) … a(r−1,1)             b(1,0) b(1,1) … b(1,w−1)
 *    …  one such line a step of k         …  one such line a step of k
 * </pre>
 */
final class Packing {

  /** Few enough that the lines written stay in the first-level cache for all columns of a panel. */
  private static final int STEPS_AT_A_TIME = 32;

  private Packing() {}

  /** Packs the columns of A in Aᵀ·B, rows × steps, into one panel. */
  static void panelOfA(int rows, int steps, float[] a, int start, int lda, float[] panel) {
    for (int p = 0; p < steps; p++) {
      System.arraycopy(a, start + p * lda, panel, p * rows, rows);
    }
  }

  /**
   * Packs steps × columns of B into panels of NR columns; the last vector is filled up with zeros.
   */
  static void block(int columns, int steps, float[] b, int start, int ldb, float[] panels) {
    for (int j = 0; j < columns; j += NR) {
      int width = Math.min(NR, columns - j);
      int padded = Shares.count(width, Lanes.COUNT) * Lanes.COUNT;
      for (int p = 0; p < steps; p++) {
        int line = j * steps + p * padded;
        System.arraycopy(b, start + p * ldb + j, panels, line, width);
        Arrays.fill(panels, line + width, line + padded, 0f);
      }
    }
  }

  /** Packs columns × steps, rows of an operand that the product reads transposed, likewise. */
  static void transposedBlock(
      int columns, int steps, float[] b, int start, int ldb, float[] panels) {
    for (int j = 0; j < columns; j += NR) {
      int width = Math.min(NR, columns - j);
      int padded = Shares.count(width, Lanes.COUNT) * Lanes.COUNT;
      for (int p = 0; p < steps; p += STEPS_AT_A_TIME) {
        int count = Math.min(STEPS_AT_A_TIME, steps - p);
        int line = j * steps + p * padded;
        for (int i = 0; i < width; i++) {
          spread(count, b, start + (j + i) * ldb + p, panels, line + i, padded);
        }
        for (int q = 0; q < count; q++) {
          Arrays.fill(panels, line + q * padded + width, line + (q + 1) * padded, 0f);
        }
      }
    }
  }

  /** A contiguous run into every {@code distance}-th element. */
  private static void spread(int count, float[] from, int start, float[] to, int at, int distance) {
    for (int p = 0; p < count; p++) {
      to[at + p * distance] = from[start + p];
    }
  }
}
