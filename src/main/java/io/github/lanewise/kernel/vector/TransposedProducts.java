package io.github.lanewise.kernel.vector;

import static io.github.lanewise.kernel.vector.Panels.MR;
import static io.github.lanewise.kernel.vector.Panels.NR;

import io.github.lanewise.kernel.vector.Tile.LayoutOfA;

/**
 * A·Bᵀ with fewer rows in A than in B, computed as Cᵀ = B·Aᵀ: the tiles broadcast from the rows of
 * B in place, and the smaller operand is the one that is packed, and transposed. Each tile of Cᵀ is
 * turned on its way to C.
 */
final class TransposedProducts {

  /**
   * Steps of k in one block. Turning a tile costs as much as some 30 of them, so blocks are long.
   */
  private static final int LONGEST = 2048;

  private TransposedProducts() {}

  static void run(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float[] c,
      int cOffset,
      int ldc,
      boolean accumulate) {
    Panels panels = Panels.current();
    for (int p = 0; p < k; p += LONGEST) {
      int steps = Math.min(LONGEST, k - p);
      int mostRows = panels.b.length / steps / NR * NR;
      for (int i = 0; i < m; i += mostRows) {
        int rows = Math.min(mostRows, m - i);
        Packing.transposedBlock(rows, steps, a, aOffset + i * lda + p, lda, panels.b);
        block(
            rows,
            n,
            steps,
            panels,
            b,
            bOffset + p,
            ldb,
            c,
            cOffset + i * ldc,
            ldc,
            accumulate || p > 0);
      }
    }
  }

  /** C[rows × n], with the rows of A in panels. */
  private static void block(
      int rows,
      int n,
      int steps,
      Panels panels,
      float[] b,
      int bStart,
      int ldb,
      float[] c,
      int cStart,
      int ldc,
      boolean add) {
    int count = Shares.count(n, MR);
    for (int part = 0; part < count; part++) {
      int j = Shares.start(n, count, part);
      int columns = Shares.start(n, count, part + 1) - j;
      for (int i = 0; i < rows; i += NR) {
        int height = Math.min(NR, rows - i);
        int vectors = Shares.count(height, Lanes.COUNT);
        int ci = cStart + i * ldc + j;
        if (add) {
          turn(columns, height, c, ci, 1, ldc, panels.tile, 0, NR, 1);
        }
        Tiles.get(columns, vectors, LayoutOfA.ROWS, true, add)
            .run(steps, b, bStart + j * ldb, ldb, panels.b, i * steps, 0, panels.tile, 0, NR);
        turn(columns, height, panels.tile, 0, NR, 1, c, ci, 1, ldc);
      }
    }
  }

  /** y(r, s) = x(r, s) for r &lt; rows, s &lt; columns, each with its own two strides. */
  private static void turn(
      int rows,
      int columns,
      float[] x,
      int xStart,
      int xRow,
      int xColumn,
      float[] y,
      int yStart,
      int yRow,
      int yColumn) {
    for (int s = 0; s < columns; s++) {
      int xi = xStart + s * xColumn;
      int yi = yStart + s * yColumn;
      for (int r = 0; r < rows; r++) {
        y[yi + r * yRow] = x[xi + r * xRow];
      }
    }
  }
}
