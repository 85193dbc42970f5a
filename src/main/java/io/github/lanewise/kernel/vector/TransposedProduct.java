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

  /** Steps of k in one block. Turning a tile costs as much as some ten of them. */
  private static final int LONGEST = 2048;

  private static final int WIDTH = TileShapes.MAIN_VECTORS;
  private static final int L = Lanes.COUNT;

  private TransposedProduct() {}

  static void run(ProductCall call) {
    for (int p = 0; p < call.k; p += LONGEST) {
      int steps = Math.min(LONGEST, call.k - p);
      int mostRows = call.block.length / steps / NR * NR;
      for (int i = 0; i < call.m; i += mostRows) {
        int rows = Math.min(mostRows, call.m - i);
        int aStart = call.aOffset + i * call.lda + p;
        Packing.transposedBlock(
            rows, WIDTH, steps, call.a, aStart, call.lda, call.block, call.between);
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
      for (int group = 0; group < Groups.count(rows, WIDTH); group++) {
        int vectors = Groups.vectors(rows, WIDTH, group);
        int start = Groups.start(rows, WIDTH, group);
        int last = Groups.last(rows, WIDTH, group);
        int cStart = call.cOffset + (i + start) * call.ldc + j;
        if (add) {
          turn(call, true, Math.min(L, rows), columns, vectors, last, cStart);
        }
        Tiles.get(columns, vectors, LayoutOfA.ROWS, true, add, false)
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
                (vectors - 1) * L);
        turn(call, false, Math.min(L, rows), columns, vectors, last, cStart);
      }
    }
  }

  /** Between the tile, columns × vectors, and as many rows of C; {@code height} rows a vector. */
  private static void turn(
      ProductCall call, boolean fromC, int height, int columns, int vectors, int last, int cStart) {
    for (int v = 0; v < vectors; v++) {
      int row = v < vectors - 1 ? v * L : last;
      for (int s = 0; s < columns; s += L) {
        int width = Math.min(L, columns - s);
        int ci = cStart + row * call.ldc + s;
        int inTile = s * NR + v * L;
        if (fromC) {
          EdgeCopy.run(height, width, call.c, ci, call.ldc, call.turned, 0, L);
          BlockTranspose.run(call.turned, 0, L, call.between, call.tile, inTile, NR);
        } else {
          BlockTranspose.run(call.tile, inTile, NR, call.between, call.turned, 0, L);
          EdgeCopy.run(height, width, call.turned, 0, L, call.c, ci, call.ldc);
        }
      }
    }
  }
}
