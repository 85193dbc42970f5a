package io.github.lanewise.kernel.vector;

import static io.github.lanewise.kernel.vector.ProductCall.MR;
import static io.github.lanewise.kernel.vector.ProductCall.NR;

import io.github.lanewise.kernel.vector.Tile.LayoutOfA;

/**
 * A·Bᵀ with fewer rows in A than in B, computed as Cᵀ = B·Aᵀ: the tiles broadcast from the rows of
 * B in place, and the smaller operand is the one that is packed, and transposed. Each tile of Cᵀ is
 * turned on its way to C.
 */
final class TransposedProduct {

  /**
   * Steps of k in one block. Turning a tile costs as much as some 30 of them, so blocks are long.
   */
  private static final int LONGEST = 2048;

  private TransposedProduct() {}

  static void run(ProductCall call) {
    for (int p = 0; p < call.k; p += LONGEST) {
      int steps = Math.min(LONGEST, call.k - p);
      int mostRows = call.block.length / steps / NR * NR;
      for (int i = 0; i < call.m; i += mostRows) {
        int rows = Math.min(mostRows, call.m - i);
        int aStart = call.aOffset + i * call.lda + p;
        Packing.transposedBlock(rows, steps, call.a, aStart, call.lda, call.block);
        block(call, i, rows, p, steps);
      }
    }
  }

  /** Some rows of C, over some steps. */
  private static void block(ProductCall call, int i, int rows, int p, int steps) {
    boolean add = call.accumulate || p > 0;
    for (int j = 0; j < call.n; j += MR) {
      int columns = Math.min(MR, call.n - j);
      int bStart = call.bOffset + j * call.ldb + p;
      for (int group = 0; group < Groups.count(rows); group++) {
        int start = Groups.start(rows, group);
        int vectors = Groups.vectors(rows, group);
        int second = Groups.second(rows, group);
        int height = Math.min(rows, second + Lanes.COUNT);
        int cStart = call.cOffset + (i + start) * call.ldc + j;
        if (add) {
          turn(columns, height, call.c, cStart, 1, call.ldc, call.tile, 0, NR, 1);
        }
        Tiles.get(columns, vectors, Lanes.COUNT, LayoutOfA.ROWS, true, add)
            .run(
                steps,
                call.b,
                bStart,
                call.ldb,
                call.block,
                group * NR * steps,
                0,
                call.tile,
                0,
                NR,
                second);
        turn(columns, height, call.tile, 0, NR, 1, call.c, cStart, 1, call.ldc);
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
