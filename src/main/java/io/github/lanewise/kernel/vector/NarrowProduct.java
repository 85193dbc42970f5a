package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.Transposition;
import io.github.lanewise.kernel.vector.Tile.LayoutOfA;

/**
 * A·B or Aᵀ·B with fewer columns in C than a vector has lanes. Tiles of one vector write C with a
 * mask. B is read with a mask if few rows use it; else it is copied first, a vector a row, so that
 * whole vectors can be read.
 */
final class NarrowProduct extends PlannedProduct {

  private static final int L = Lanes.COUNT;

  /** Steps whose rows of B are copied at a time. */
  private static final int KC = 512;

  private final ProductShape shape;
  private final int kc;
  private final boolean copies;
  private final TileColumn column;

  NarrowProduct(ProductShape shape) {
    this.shape = shape;
    this.kc = shape.scaled() ? shape.k() : Math.min(KC, shape.k());
    this.copies = shape.m() > TileShapes.MASKED_ROWS;
    int most =
        shape.scaled()
            ? TileShapes.MASKED_SCALED_ROWS
            : copies ? TileShapes.rows(1) : TileShapes.MASKED_ROWS;
    this.column =
        new TileColumn(
            shape.m(),
            Shares.count(shape.m(), Shares.count(shape.m(), most)),
            1,
            shape.t() == Transposition.TN ? LayoutOfA.COLUMNS : LayoutOfA.ROWS,
            copies,
            shape.lda(),
            copies ? L : shape.ldb(),
            shape.ldc(),
            0,
            shape.n(),
            !shape.accumulate(),
            shape.accumulate() || shape.k() > kc,
            shape.scaled());
  }

  @Override
  void run(float[] a, int a0, float[] b, int b0, float[] c, int c0, float scale) {
    float[] panel = copies ? Scratch.ofThisThread().panelsOfB(L * kc) : b;
    int aStep = shape.t() == Transposition.TN ? shape.lda() : 1;
    int p = 0;
    do {
      int steps = Math.min(kc, shape.k() - p);
      int bi = b0 + p * shape.ldb();
      if (copies) {
        EdgeCopy.run(steps, shape.n(), b, bi, shape.ldb(), panel, Scratch.ALIGNED, L);
        bi = Scratch.ALIGNED;
      }
      column.run(shape.accumulate() || p > 0, steps, a, a0 + p * aStep, panel, bi, c, c0, scale);
      p += steps;
    } while (p < shape.k());
  }
}
