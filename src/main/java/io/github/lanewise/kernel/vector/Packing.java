package io.github.lanewise.kernel.vector;

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

  private static final int STEPS_AT_A_TIME = 32;

  private Packing() {}

  /** Packs the columns of A in Aᵀ·B, rows × steps, into one panel. */
  static void panelOfA(int rows, int steps, float[] a, int start, int lda, float[] panel) {
    for (int p = 0; p < steps; p++) {
      System.arraycopy(a, start + p * lda, panel, p * rows, rows);
    }
  }

  /** Packs steps × columns of B into one panel of {@code width} columns; those beyond are zero. */
  static void panelOfB(
      int columns, int width, int steps, float[] b, int start, int ldb, float[] panel, int at) {
    for (int p = 0; p < steps; p++) {
      int line = at + p * width;
      System.arraycopy(b, start + p * ldb, panel, line, columns);
      Arrays.fill(panel, line + columns, line + width, 0f);
    }
  }

  /**
   * Packs the rows of B in A·Bᵀ, columns × steps, likewise: this is where the product transposes. A
   * few steps at a time, so that the lines written stay in the first-level cache for all columns.
   */
  static void panelOfTransposedB(
      int columns, int width, int steps, float[] b, int start, int ldb, float[] panel, int at) {
    for (int p = 0; p < steps; p += STEPS_AT_A_TIME) {
      int count = Math.min(STEPS_AT_A_TIME, steps - p);
      for (int j = 0; j < columns; j++) {
        spread(count, b, start + j * ldb + p, panel, at + p * width + j, width);
      }
      for (int q = p; q < p + count; q++) {
        Arrays.fill(panel, at + q * width + columns, at + (q + 1) * width, 0f);
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
