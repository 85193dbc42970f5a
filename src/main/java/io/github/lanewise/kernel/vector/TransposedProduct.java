package io.github.lanewise.kernel.vector;

import static io.github.lanewise.kernel.vector.PackedProduct.MR;
import static io.github.lanewise.kernel.vector.PackedProduct.NR;

import io.github.lanewise.kernel.vector.Tile.LayoutOfA;

/**
 * A·Bᵀ with fewer rows in A than in B, computed as Cᵀ = B·Aᵀ: the tiles broadcast from the rows of
 * B in place, and the smaller operand is the one that is packed, and transposed. Each tile of Cᵀ is
 * turned on its way to C.
 */
final class TransposedProduct extends PlannedProduct {

  /** Steps of k in one block. Turning a tile costs as much as some ten of them. */
  private static final int LONGEST = 1024;

  /** Rows of A that are packed at a time: 1 MiB at most. */
  private static final int MOST_ROWS = 256;

  private static final int WIDTH = TileShapes.MAIN_VECTORS;
  private static final int L = Lanes.COUNT;

  private final ProductShape shape;

  /** Kernels met so far. Each is the same whoever looks it up, so that a race does no harm. */
  private final Tile[] tiles = new Tile[(MR + 1) * WIDTH];

  TransposedProduct(ProductShape shape) {
    this.shape = shape;
  }

  @Override
  void run(float[] a, int a0, float[] b, int b0, float[] c, int c0, float scale) {
    Scratch scratch = Scratch.ofThisThread();
    for (int p = 0; p < shape.k(); p += LONGEST) {
      int steps = Math.min(LONGEST, shape.k() - p);
      for (int i = 0; i < shape.m(); i += MOST_ROWS) {
        int rows = Math.min(MOST_ROWS, shape.m() - i);
        float[] panels = scratch.panelsOfA(Shares.count(rows, L) * L * steps);
        Packing.transposedBlock(
            rows,
            WIDTH,
            steps,
            a,
            a0 + i * shape.lda() + p,
            shape.lda(),
            panels,
            Scratch.ALIGNED,
            scratch.near);
        block(scratch, rows, p, steps, panels, b, b0 + p, c, c0 + i * shape.ldc());
      }
    }
  }

  /** Some rows of C, over some steps. */
  private void block(
      Scratch scratch,
      int rows,
      int p,
      int steps,
      float[] panels,
      float[] b,
      int b0,
      float[] c,
      int c0) {
    boolean add = shape.accumulate() || p > 0;
    for (int j = 0; j < shape.n(); j += MR) {
      int columns = Math.min(MR, shape.n() - j);
      for (int group = 0; group < Groups.count(rows, WIDTH); group++) {
        int vectors = Groups.vectors(rows, WIDTH, group);
        int start = Groups.start(rows, WIDTH, group);
        int last = Groups.last(rows, WIDTH, group);
        int ci = c0 + start * shape.ldc() + j;
        if (add) {
          turn(scratch, true, Math.min(L, rows), columns, vectors, last, c, ci);
        }
        tile(columns, vectors)
            .run(
                steps,
                b,
                b0 + j * shape.ldb(),
                shape.ldb(),
                panels,
                Scratch.ALIGNED + Groups.vectorsBefore(rows, WIDTH, group) * L * steps,
                vectors * L,
                scratch.near,
                Scratch.TILE,
                NR,
                add ? Tile.ADD : Tile.OVERWRITE);
        turn(scratch, false, Math.min(L, rows), columns, vectors, last, c, ci);
      }
    }
  }

  private Tile tile(int rows, int vectors) {
    int index = rows * WIDTH + vectors - 1;
    Tile tile = tiles[index];
    if (tile == null) {
      int last = (vectors - 1) * L;
      tile =
          Tiles.get(
              new Tile.Shape(
                  rows,
                  vectors,
                  LayoutOfA.ROWS,
                  false,
                  false,
                  false,
                  true,
                  shape.ldb(),
                  vectors * L,
                  NR,
                  last,
                  false,
                  shape.k() <= Tile.FEW_STEPS));
      tiles[index] = tile;
    }
    return tile;
  }

  /** Between the tile, columns × vectors, and as many rows of C; {@code height} rows a vector. */
  private void turn(
      Scratch scratch,
      boolean fromC,
      int height,
      int columns,
      int vectors,
      int last,
      float[] c,
      int c0) {
    int ldc = shape.ldc();
    for (int v = 0; v < vectors; v++) {
      int row = v < vectors - 1 ? v * L : last;
      for (int s = 0; s < columns; s += L) {
        int width = Math.min(L, columns - s);
        int ci = c0 + row * ldc + s;
        int inTile = Scratch.TILE + s * NR + v * L;
        if (fromC) {
          EdgeCopy.run(height, width, c, ci, ldc, scratch.near, Scratch.TURNED, L);
          BlockTranspose.run(
              scratch.near, Scratch.TURNED, L, scratch.near, scratch.near, inTile, NR);
        } else {
          BlockTranspose.run(
              scratch.near, inTile, NR, scratch.near, scratch.near, Scratch.TURNED, L);
          EdgeCopy.run(height, width, scratch.near, Scratch.TURNED, L, c, ci, ldc);
        }
      }
    }
  }
}
