package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.Blocking;
import io.github.lanewise.kernel.CacheSizes;
import io.github.lanewise.kernel.Transposition;
import io.github.lanewise.kernel.vector.Tile.LayoutOfA;

/**
 * A product on copies of A and B in the order in which the tiles read them.
 *
 * <pre>
 * for j, p, i by MOST              A and B are packed, so many rows and columns of them
 *   for j in columns by nc         a block of C, mc × nc, stays in the second-level cache
 *     for i in rows by mc
 *       for p in steps by kc       a block of A, mc × kc, too
 *         for group in columns     a panel of B, kc × nr, stays in the first level
 *           for r in rows by mr    one tile
 * </pre>
 *
 * Splitting k stores C and loads it again, which is exact.
 */
final class PackedProduct extends PlannedProduct {

  /** Rows, columns and steps that are packed at a time, at most: 16 MiB an operand. */
  private static final int MOST = 2048;

  private static final int L = Lanes.COUNT;
  private static final int WIDTH = TileShapes.MAIN_VECTORS;
  static final int MR = TileShapes.rows(WIDTH);
  static final int NR = WIDTH * L;

  private static final Blocking BLOCKING = Blocking.of(CacheSizes.ofThisMachine(), MR, NR);

  private final ProductShape shape;
  private final LayoutOfA layout;
  private final int kc;
  private final int lda;

  PackedProduct(ProductShape shape) {
    this.shape = shape;
    this.layout = shape.t() == Transposition.TN ? LayoutOfA.COLUMNS : LayoutOfA.ROWS;
    int parts = Math.max(1, (shape.k() + BLOCKING.kc() / 2) / BLOCKING.kc());
    this.kc = Math.min(Shares.count(Shares.count(shape.k(), parts), L) * L, MOST);
    this.lda = layout == LayoutOfA.COLUMNS ? MR : kc + L;
  }

  @Override
  void run(float[] a, int a0, float[] b, int b0, float[] c, int c0) {
    Scratch scratch = Scratch.ofThisThread();
    int most = MOST / kc * kc;
    for (int j = 0; j < shape.n(); j += MOST) {
      int columns = Math.min(MOST, shape.n() - j);
      for (int p = 0; p < shape.k(); p += most) {
        int steps = Math.min(most, shape.k() - p);
        float[] panelsOfB = packB(scratch, b, b0, j, columns, p, steps);
        for (int i = 0; i < shape.m(); i += MOST) {
          int rows = Math.min(MOST, shape.m() - i);
          float[] panelsOfA = packA(scratch, a, a0, i, rows, p, steps);
          int ci = c0 + i * shape.ldc() + j;
          multiply(rows, columns, steps, shape.accumulate() || p > 0, panelsOfA, panelsOfB, c, ci);
        }
      }
    }
  }

  private float[] packB(
      Scratch scratch, float[] b, int b0, int j, int columns, int p, int steps) {
    int padded = Shares.count(columns, L) * L;
    float[] panels = scratch.panelsOfB(padded * steps);
    for (int q = 0; q < steps; q += kc) {
      int length = Math.min(kc, steps - q);
      int at = Scratch.ALIGNED + padded * q;
      if (shape.t() == Transposition.NT) {
        int start = b0 + j * shape.ldb() + p + q;
        Packing.transposedBlock(
            columns, WIDTH, length, b, start, shape.ldb(), panels, at, scratch.between);
      } else {
        int start = b0 + (p + q) * shape.ldb() + j;
        Packing.block(columns, WIDTH, length, b, start, shape.ldb(), panels, at);
      }
    }
    return panels;
  }

  private float[] packA(Scratch scratch, float[] a, int a0, int i, int rows, int p, int steps) {
    int panels = Shares.count(rows, MR);
    float[] memory = scratch.panelsOfA(panels * Shares.count(steps, kc) * sizeOfPanel());
    for (int q = 0; q < steps; q += kc) {
      int length = Math.min(kc, steps - q);
      for (int r = 0; r < panels; r++) {
        int height = Math.min(MR, rows - r * MR);
        int at = startOfPanel(panels, q, r);
        if (layout == LayoutOfA.COLUMNS) {
          int start = a0 + (p + q) * shape.lda() + i + r * MR;
          Packing.columnsOfA(height, length, a, start, shape.lda(), memory, at, MR);
        } else {
          int start = a0 + (i + r * MR) * shape.lda() + p + q;
          Packing.rowsOfA(height, length, a, start, shape.lda(), memory, at, lda);
        }
      }
    }
    return memory;
  }

  private int sizeOfPanel() {
    return layout == LayoutOfA.COLUMNS ? MR * kc : MR * lda;
  }

  /** Where the panel of rows r·mr and steps q, a multiple of kc, starts. */
  private int startOfPanel(int panels, int q, int r) {
    return Scratch.ALIGNED + (q / kc * panels + r) * sizeOfPanel();
  }

  /** A part of C, all of whose operands are packed. */
  private void multiply(
      int rows, int columns, int steps, boolean add, float[] a, float[] b, float[] c, int c0) {
    int padded = Shares.count(columns, L) * L;
    int panels = Shares.count(rows, MR);
    int groups = Groups.count(columns, WIDTH);
    int groupsOfBlock = BLOCKING.nc() / NR;
    for (int first = 0; first < groups; first += groupsOfBlock) {
      int end = Math.min(groups, first + groupsOfBlock);
      for (int i = 0; i < rows; i += BLOCKING.mc()) {
        int height = Math.min(BLOCKING.mc(), rows - i);
        for (int q = 0; q < steps; q += kc) {
          int length = Math.min(kc, steps - q);
          int ai = startOfPanel(panels, q, i / MR);
          int bi = Scratch.ALIGNED + padded * q;
          int ci = c0 + i * shape.ldc();
          for (int group = first; group < end; group++) {
            int bj = bi + Groups.vectorsBefore(columns, WIDTH, group) * L * length;
            tiles(columns, group, height, length, add || q > 0, a, ai, b, bj, c, ci);
          }
        }
      }
    }
  }

  private void tiles(
      int columns,
      int group,
      int rows,
      int k,
      boolean add,
      float[] a,
      int a0,
      float[] b,
      int b0,
      float[] c,
      int c0) {
    int vectors = Groups.vectors(columns, WIDTH, group);
    boolean masked = columns < L;
    int last = masked ? columns : Groups.last(columns, WIDTH, group);
    int ci = c0 + Groups.start(columns, WIDTH, group);
    int size = sizeOfPanel();
    int most = masked ? TileShapes.MASKED_ROWS : MR;
    Tile tile = null;
    int height = 0;
    for (int r = 0; r < rows; r += height) {
      int left = Math.min(most - r % MR % most, rows - r);
      if (left != height) {
        height = left;
        tile =
            Tiles.get(
                new Tile.Shape(
                    height,
                    vectors,
                    layout,
                    add,
                    masked,
                    true,
                    lda,
                    vectors * L,
                    Tile.ANY,
                    last));
      }
      int inPanel = r % MR * (layout == LayoutOfA.COLUMNS ? 1 : lda);
      tile.run(
          k,
          a,
          a0 + r / MR * size + inPanel,
          lda,
          b,
          b0,
          vectors * L,
          c,
          ci + r * shape.ldc(),
          shape.ldc());
    }
  }
}
