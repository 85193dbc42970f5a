package io.github.lanewise.kernel.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

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

  private static final int L = Lanes.COUNT;

  private Packing() {}

  /** Packs the columns of A in Aᵀ·B, rows × steps, into one panel. */
  static void panelOfA(int rows, int steps, float[] a, int start, int lda, float[] panel) {
    for (int p = 0; p < steps; p++) {
      System.arraycopy(a, start + p * lda, panel, p * rows, rows);
    }
  }

  /**
   * Packs steps × columns of B, a panel for each of the {@link Groups}; zeros fill up what is not
   * whole.
   */
  static void block(int columns, int steps, float[] b, int start, int ldb, float[] panels) {
    for (int group = 0; group < Groups.count(columns); group++) {
      int from = start + Groups.start(columns, group);
      int to = group * 2 * L * steps;
      if (columns < L) {
        filledUp(columns, steps, b, from, ldb, panels, to);
      } else if (Groups.vectors(columns, group) == 2) {
        pair(steps, b, from, ldb, Groups.second(columns, group), panels, to);
      } else {
        single(steps, b, from, ldb, panels, to);
      }
    }
  }

  private static void pair(
      int steps, float[] b, int start, int ldb, int second, float[] panel, int at) {
    for (int p = 0; p < steps; p++) {
      int from = start + p * ldb;
      int to = at + p * 2 * L;
      FloatVector.fromArray(Lanes.F, b, from).intoArray(panel, to);
      FloatVector.fromArray(Lanes.F, b, from + second).intoArray(panel, to + L);
    }
  }

  private static void single(int steps, float[] b, int start, int ldb, float[] panel, int at) {
    for (int p = 0; p < steps; p++) {
      FloatVector.fromArray(Lanes.F, b, start + p * ldb).intoArray(panel, at + p * L);
    }
  }

  private static void filledUp(
      int columns, int steps, float[] b, int start, int ldb, float[] panel, int at) {
    for (int p = 0; p < steps; p++) {
      int to = at + p * L;
      System.arraycopy(b, start + p * ldb, panel, to, columns);
      Arrays.fill(panel, to + columns, to + L, 0f);
    }
  }

  /** Packs columns × steps, rows of an operand that the product reads transposed, likewise. */
  static void transposedBlock(
      int columns, int steps, float[] b, int start, int ldb, float[] panels) {
    for (int group = 0; group < Groups.count(columns); group++) {
      int width = L * Groups.vectors(columns, group);
      int from = start + Groups.start(columns, group) * ldb;
      int lanes = columns < L ? columns : width;
      int gap = Groups.second(columns, group) - L;
      for (int p = 0; p < steps; p += STEPS_AT_A_TIME) {
        int count = Math.min(STEPS_AT_A_TIME, steps - p);
        int to = group * 2 * L * steps + p * width;
        for (int lane = 0; lane < lanes; lane++) {
          int column = lane < L ? lane : lane + gap;
          spread(count, b, from + column * ldb + p, panels, to + lane, width);
        }
        if (columns < L) {
          for (int q = 0; q < count; q++) {
            Arrays.fill(panels, to + q * L + columns, to + (q + 1) * L, 0f);
          }
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
