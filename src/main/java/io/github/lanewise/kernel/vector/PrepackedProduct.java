package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.Epilogue;
import io.github.lanewise.kernel.Transposition;
import io.github.lanewise.kernel.vector.Tile.LayoutOfA;

/**
 * A·B on a B that was packed once for many products, and an A that is read in place, a row a
 * stream, or from a copy where its rows would crowd the first-level cache.
 *
 * <pre>
 * B, for p in steps by kc            one block after the other
 *      for group in columns          kc × nr, a line a step; see Groups
 * </pre>
 *
 * <p>A row to be added to C is one line more behind each group of the last block, where the tiles
 * find it when they have come to the end of their steps.
 */
final class PrepackedProduct extends ProductOfPacked {

  /** The stride of B in the shape of such a product. */
  static final int PACKED = -1;

  private static final int L = Lanes.COUNT;

  /** Whatever the width of other tiles: groups start where the strips of threads do. */
  static final int WIDTH = 2;

  private static final int NR = WIDTH * L;
  private static final int KC = PackedProduct.BLOCKING.kc();

  /** Rows of A that do not crowd a set of the cache, whatever their distance. */
  private static final int FEW_ROWS = 3;

  /** Rows of A that are copied at most: those of a larger A are read in place. */
  private static final int MOST_ROWS = 2048;

  /** Columns of B from which on A is read often enough for a copy of it to pay. */
  private static final int COLUMNS_THAT_PAY = 4 * NR;

  /** Between two rows of the copy of a block: a line more than the block is long. */
  private static final int STRIDE = KC + L;

  private final ProductShape shape;
  private final boolean copiesA;
  private final TileColumn[] columns;

  /** The shape of the whole product, however few columns of it are wanted at a time. */
  PrepackedProduct(ProductShape shape) {
    super(shape.n());
    this.shape = shape;
    this.copiesA =
        shape.lda() % PackedProduct.CROWDING == 0
            && shape.n() >= COLUMNS_THAT_PAY
            && shape.m() > FEW_ROWS
            && shape.m() <= MOST_ROWS;
    this.columns = new TileColumn[Groups.count(shape.n(), WIDTH)];
    for (int group = 0; group < columns.length; group++) {
      int vectors = Groups.vectors(shape.n(), WIDTH, group);
      columns[group] =
          new TileColumn(
              shape.m(),
              Math.min(KC, shape.k()),
              TileShapes.rows(vectors),
              vectors,
              LayoutOfA.ROWS,
              true,
              copiesA ? STRIDE : shape.lda(),
              vectors * L,
              shape.ldc(),
              Groups.start(shape.n(), WIDTH, group),
              Groups.last(shape.n(), WIDTH, group),
              false,
              shape.epilogue());
    }
  }

  /**
   * Copies B and the row, if it is not empty, into panels, from {@link Scratch#ALIGNED} on. Needs
   * at least L columns.
   */
  static float[] pack(Transposition t, int n, int k, float[] b, int b0, int ldb, float[] row) {
    int padded = Shares.count(n, L) * L;
    int lines = row.length == 0 ? 0 : 1;
    float[] panels = new float[Scratch.ALIGNED + padded * (k + lines)];
    float[] between = Scratch.ofThisThread().near;
    for (int p = 0; p < k; p += KC) {
      int steps = Math.min(KC, k - p);
      int at = Scratch.ALIGNED + padded * p;
      int ofPanel = p + steps == k ? steps + lines : steps;
      if (t == Transposition.NT) {
        Packing.transposedBlock(n, WIDTH, steps, ofPanel, b, b0 + p, ldb, panels, at, between);
      } else {
        Packing.block(n, WIDTH, 0, steps, ofPanel, b, b0 + p * ldb, ldb, panels, at);
      }
      if (ofPanel > steps) {
        Packing.block(n, WIDTH, steps, 1, ofPanel, row, 0, n, panels, at);
      }
    }
    return panels;
  }

  @Override
  void run(int j, int count, float[] a, int a0, float[] panels, int b0, float[] c, int c0) {
    int padded = Shares.count(shape.n(), L) * L;
    int end = Shares.count(j + count, NR);
    for (int p = 0; p < shape.k(); p += KC) {
      int steps = Math.min(KC, shape.k() - p);
      boolean ends = p + steps == shape.k() && shape.epilogue() != Epilogue.NONE;
      int lines = ends ? steps + 1 : steps;
      float[] from = copiesA ? copy(a, a0 + p, steps) : a;
      int start = copiesA ? Scratch.ALIGNED : a0 + p;
      for (int group = j / NR; group < end; group++) {
        int bi = b0 + padded * p + Groups.vectorsBefore(shape.n(), WIDTH, group) * L * lines;
        boolean add = shape.accumulate() || p > 0;
        columns[group].run(add, ends, steps, from, start, panels, bi, c, c0);
      }
    }
  }

  private float[] copy(float[] a, int start, int steps) {
    float[] copy = Scratch.ofThisThread().panelsOfA(shape.m() * STRIDE);
    Packing.rowsOfA(shape.m(), steps, a, start, shape.lda(), copy, Scratch.ALIGNED, STRIDE);
    return copy;
  }
}
