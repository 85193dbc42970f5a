package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.Epilogue;
import io.github.lanewise.kernel.Transposition;
import io.github.lanewise.kernel.vector.Tile.LayoutOfA;

/**
 * A·B or Aᵀ·B on operands as they lie: for small products, which a copy would cost more than it
 * saves, and for few rows, which would use it too few times.
 *
 * <pre>
 * for p in steps by kc
 *   for group in columns           see Groups and TileGrid
 *     for r in rows by height      one tile, see TileColumn
 * </pre>
 *
 * kc is short, so that the rows of B that are read side by side, a row stride apart, lie on few
 * pages of memory.
 */
final class InPlaceProduct extends PlannedProduct {

  /**
   * Steps of k in one block where B is in the second-level cache, and where it is not: the fewer
   * rows there are, the more it matters that a prefetcher follows each row of B.
   */
  private static final int KC_NEAR = 128;

  private static final int KC_FAR = TileShapes.SMALL ? 96 : 64;
  private static final int KC_FAR_FEW = 32;
  private static final int FEW = 16;

  /**
   * The same of rows of A with 16 registers, wherever B is: tiles have fewer sums, and store them
   * and load them again more often.
   */
  private static final int KC_OF_SMALL = 512;

  /** Terms up to which storing C takes the time, and up to which it takes much of it. */
  private static final int FEWEST_TERMS = 2;

  private static final int FEW_TERMS = 12;

  private final ProductShape shape;
  private final int kc;
  private final TileColumn[] columns;

  InPlaceProduct(ProductShape shape) {
    this.shape = shape;
    this.kc = kc(shape);
    int n = shape.n();
    int steps = Math.min(kc, shape.k());
    int most = shape.scaled() ? TileShapes.MOST_SCALED_VECTORS : TileShapes.MOST_VECTORS;
    int width =
        shape.m() > TileShapes.rows(1)
            ? wide(shape)
            : TileGrid.of(shape.m(), n, steps, most).width();
    this.columns = new TileColumn[Groups.count(n, width)];
    LayoutOfA layout = shape.t() == Transposition.TN ? LayoutOfA.COLUMNS : LayoutOfA.ROWS;
    for (int group = 0; group < columns.length; group++) {
      int vectors = Groups.vectors(n, width, group);
      columns[group] =
          new TileColumn(
              shape.m(),
              steps,
              TileShapes.rows(vectors),
              vectors,
              layout,
              false,
              shape.lda(),
              shape.ldb(),
              shape.ldc(),
              Groups.start(n, width, group),
              Groups.last(n, width, group),
              shape.scaled(),
              Epilogue.NONE);
    }
  }

  /**
   * Vectors in a row of a tile if there are many rows. Four, with six rows, read the most of B at a
   * time, write the longest pieces of C, and need the fewest addresses for rows of A. Three, with
   * eight rows, leave more of the first-level cache to columns of A, which have one address, and
   * cost less to store. With 16 registers two, with six rows, have the most sums.
   */
  private static int wide(ProductShape shape) {
    if (TileShapes.SMALL) {
      return 2;
    }
    if (shape.k() <= FEWEST_TERMS || !shape.hasNearB()) {
      return 4;
    }
    return shape.t() == Transposition.TN || shape.k() <= FEW_TERMS ? 3 : 4;
  }

  /** With 16 registers blocks are as equal as may be. */
  private static int kc(ProductShape shape) {
    if (shape.scaled()) {
      return shape.k();
    }
    int length = longest(shape);
    return TileShapes.SMALL ? Math.max(1, Shares.near(shape.k(), length)) : length;
  }

  private static int longest(ProductShape shape) {
    if (TileShapes.SMALL && shape.t() == Transposition.NN) {
      return KC_OF_SMALL;
    }
    if (shape.hasNearB()) {
      return KC_NEAR;
    }
    return shape.m() <= FEW && !TileShapes.SMALL ? KC_FAR_FEW : KC_FAR;
  }

  /**
   * Whether the second-level cache holds the columns of A of one block beside what else it does.
   */
  static boolean hasNearA(ProductShape shape) {
    return 4L * KC_NEAR * shape.m() <= PackedProduct.CACHES.l2() / 8;
  }

  @Override
  void run(float[] a, int a0, float[] b, int b0, float[] c, int c0, float scale) {
    int p = 0;
    int aStep = shape.t() == Transposition.TN ? shape.lda() : 1;
    do {
      int steps = Math.min(kc, shape.k() - p);
      boolean add = shape.accumulate() || p > 0;
      for (TileColumn column : columns) {
        column.run(
            add, steps, a, a0 + p * aStep, b, b0 + p * shape.ldb() + column.start, c, c0, scale);
      }
      p += steps;
    } while (p < shape.k());
  }
}
