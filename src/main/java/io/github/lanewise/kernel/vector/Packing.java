package io.github.lanewise.kernel.vector;

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

  private Packing() {}

  /** Packs rows × steps of A into one panel of {@code rows} rows. */
  static void panelOfA(
      int rows, int steps, float[] a, int start, int aRow, int aStep, float[] panel, int at) {
    if (aRow == 1) {
      for (int p = 0; p < steps; p++) {
        System.arraycopy(a, start + p * aStep, panel, at + p * rows, rows);
      }
    } else {
      for (int r = 0; r < rows; r++) {
        spread(steps, a, start + r * aRow, panel, at + r, rows);
      }
    }
  }

  /** Packs steps × columns of B into one panel of {@code width} columns; those beyond are zero. */
  static void panelOfB(
      int columns, int width, int steps, float[] b, int start, int bColumn, int bStep, float[] panel, int at) {
    if (bColumn == 1) {
      for (int p = 0; p < steps; p++) {
        int line = at + p * width;
        System.arraycopy(b, start + p * bStep, panel, line, columns);
        for (int j = columns; j < width; j++) {
          panel[line + j] = 0;
        }
      }
    } else {
      for (int j = 0; j < columns; j++) {
        spread(steps, b, start + j * bColumn, panel, at + j, width);
      }
      for (int j = columns; j < width; j++) {
        for (int p = 0; p < steps; p++) {
          panel[at + p * width + j] = 0;
        }
      }
    }
  }

  /** A contiguous run into every {@code distance}-th element: this is where a product transposes. */
  private static void spread(int count, float[] from, int start, float[] to, int at, int distance) {
    for (int p = 0; p < count; p++) {
      to[at + p * distance] = from[start + p];
    }
  }
}
