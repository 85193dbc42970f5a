package io.github.lanewise.kernel.vector;

import static io.github.lanewise.kernel.vector.PackedProduct.MR;
import static io.github.lanewise.kernel.vector.PackedProduct.NR;

/**
 * A·Bᵀ with fewer rows in A than in B, computed as Cᵀ = B·Aᵀ: the tiles broadcast from the rows of
 * B in place, and the smaller operand is the one that is packed, and transposed.
 *
 * <pre>
 * for p in steps by LONGEST
 *   for i in rows of A by MOST_ROWS        packed
 *     for j in rows of B by COLUMNS        some columns of C, all rows: Cᵀ in memory of our own
 *       for tiles of j, for groups of i    one tile of Cᵀ
 *       Cᵀ, transposed by blocks, to C
 * </pre>
 */
final class TransposedProduct extends PlannedProduct {

  /** Steps of k in one block: the fewer, the more often C is turned. */
  private static final int LONGEST = 1024;

  /** Rows of A that are packed at a time: 1 MiB at most. */
  private static final int MOST_ROWS = 256;

  private static final int WIDTH = TileShapes.MAIN_VECTORS;
  private static final int L = Lanes.COUNT;

  /** Rows of a tile where one vector holds all rows of A. */
  private static final int TALL = TileShapes.rows(1);

  /** Columns of C that are turned at once: whole tiles, whole blocks. */
  private static final int COLUMNS = MR * Shares.count(3 * L, MR);

  /** The same where fewer than a block are left, which the last then take with them. */
  private static final int MOST_COLUMNS = COLUMNS + L - 1;

  private static final BlockTranspose OF_EDGE = BlockTranspose.get(L, NR);
  private static final BlockTranspose TO_EDGE = BlockTranspose.get(NR, L);

  private final ProductShape shape;
  private final BlockTranspose ofC;
  private final BlockTranspose ofTurned;

  /** Kernels met so far. Each is the same whoever looks it up, so that a race does no harm. */
  private final Tile[] tiles = new Tile[(Math.max(MR, TALL) + 1) * WIDTH];

  TransposedProduct(ProductShape shape) {
    this.shape = shape;
    this.ofC = BlockTranspose.get(shape.ldc(), NR);
    this.ofTurned = BlockTranspose.get(NR, shape.ldc());
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
    float[] turned = scratch.panelsOfB(Groups.count(rows, WIDTH) * MOST_COLUMNS * NR);
    int columns;
    for (int j = 0; j < shape.n(); j += columns) {
      int left = shape.n() - j;
      columns = left <= MOST_COLUMNS ? left : COLUMNS;
      if (add) {
        turn(scratch, true, rows, columns, turned, c, c0 + j);
      }
      tiles(rows, columns, steps, add, b, b0 + j * shape.ldb(), panels, turned);
      turn(scratch, false, rows, columns, turned, c, c0 + j);
    }
  }

  private void tiles(
      int rows,
      int columns,
      int steps,
      boolean add,
      float[] b,
      int b0,
      float[] panels,
      float[] turned) {
    int groups = Groups.count(rows, WIDTH);
    int tiles = Shares.count(columns, rows <= L ? TALL : MR);
    for (int t = 0; t < tiles; t++) {
      int first = Shares.start(columns, tiles, t);
      int height = Shares.length(columns, tiles, t);
      for (int group = 0; group < groups; group++) {
        int vectors = Groups.vectors(rows, WIDTH, group);
        tile(height, vectors)
            .run(
                steps,
                b,
                b0 + first * shape.ldb(),
                shape.ldb(),
                panels,
                Scratch.ALIGNED + Groups.vectorsBefore(rows, WIDTH, group) * L * steps,
                vectors * L,
                turned,
                ofGroup(group) + first * NR,
                NR,
                add ? Tile.ADD : Tile.OVERWRITE);
      }
    }
  }

  /** Where a group's part of Cᵀ starts, columns × NR. */
  private static int ofGroup(int group) {
    return Scratch.ALIGNED + group * MOST_COLUMNS * NR;
  }

  private Tile tile(int rows, int vectors) {
    int index = rows * WIDTH + vectors - 1;
    Tile tile = tiles[index];
    if (tile == null) {
      tile = Tiles.get(Tile.Shape.ofPanel(rows, vectors, shape.ldb(), NR, Tile.Stack.SINGLE));
      tiles[index] = tile;
    }
    return tile;
  }

  /** All of Cᵀ, from C or to it, block by block; the last may overlap the one before. */
  private void turn(
      Scratch scratch, boolean fromC, int rows, int columns, float[] turned, float[] c, int c0) {
    for (int group = 0; group < Groups.count(rows, WIDTH); group++) {
      int start = Groups.start(rows, WIDTH, group);
      int vectors = Groups.vectors(rows, WIDTH, group);
      for (int v = 0; v < vectors; v++) {
        int row = start + (v < vectors - 1 ? v * L : Groups.last(rows, WIDTH, group));
        for (int s = 0; s < columns; s += L) {
          int column = Math.max(0, Math.min(s, columns - L));
          int at = ofGroup(group) + column * NR + v * L;
          int ci = c0 + row * shape.ldc() + column;
          turn(scratch, fromC, Math.min(L, rows), Math.min(L, columns), turned, at, c, ci);
        }
      }
    }
  }

  private void turn(
      Scratch scratch,
      boolean fromC,
      int height,
      int width,
      float[] turned,
      int at,
      float[] c,
      int ci) {
    float[] near = scratch.near;
    int ldc = shape.ldc();
    boolean whole = height == L && width == L;
    if (whole && fromC) {
      ofC.run(1, c, ci, ldc, turned, at, NR);
    } else if (whole) {
      ofTurned.run(1, turned, at, NR, c, ci, ldc);
    } else if (fromC) {
      EdgeCopy.run(height, width, c, ci, ldc, near, Scratch.TURNED, L);
      OF_EDGE.run(1, near, Scratch.TURNED, L, turned, at, NR);
    } else {
      TO_EDGE.run(1, turned, at, NR, near, Scratch.TURNED, L);
      EdgeCopy.run(height, width, near, Scratch.TURNED, L, c, ci, ldc);
    }
  }
}
