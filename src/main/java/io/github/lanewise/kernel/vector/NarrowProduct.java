package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.Epilogue;
import io.github.lanewise.kernel.Transposition;
import io.github.lanewise.kernel.vector.Tile.LayoutOfA;

/**
 * A·B or Aᵀ·B with fewer columns in C than a vector has lanes. Tiles of one vector write C with a
 * mask.
 *
 * <p>If few rows use B, it is read with the mask, too. Else whole vectors are read, whose last
 * lanes, the start of the next row, come to nothing; rows at the end of the array, from which a
 * whole vector cannot be read, are copied first.
 */
final class NarrowProduct extends PlannedProduct {

  private static final int L = Lanes.COUNT;

  /** Steps of k in one block. */
  private static final int KC = 512;

  private final ProductShape shape;
  private final int kc;
  private final int aStep;
  private final boolean masksB;
  private final TileColumn inPlace;
  private final TileColumn ofCopy;

  NarrowProduct(ProductShape shape) {
    this.shape = shape;
    this.kc = shape.scaled() ? shape.k() : Math.min(KC, shape.k());
    this.aStep = shape.t() == Transposition.TN ? shape.lda() : 1;
    this.masksB = shape.m() <= TileShapes.MASKED_ROWS;
    this.inPlace = column(shape.ldb());
    this.ofCopy = masksB ? null : column(L);
  }

  private TileColumn column(int ldb) {
    int most =
        shape.scaled()
            ? TileShapes.MASKED_READING_ROWS
            : masksB ? TileShapes.MASKED_ROWS : TileShapes.rows(1);
    return new TileColumn(
        shape.m(),
        kc,
        most,
        1,
        shape.t() == Transposition.TN ? LayoutOfA.COLUMNS : LayoutOfA.ROWS,
        !masksB,
        shape.lda(),
        ldb,
        shape.ldc(),
        0,
        shape.n(),
        shape.scaled(),
        Epilogue.NONE);
  }

  @Override
  void run(float[] a, int a0, float[] b, int b0, float[] c, int c0, float scale) {
    int readable = masksB ? shape.k() : readable(b, b0);
    int p = 0;
    while (p < readable) {
      int steps = Math.min(kc, readable - p);
      int bi = b0 + p * shape.ldb();
      inPlace.run(adds(p), steps, a, a0 + p * aStep, b, bi, c, c0, scale);
      p += steps;
    }
    while (p < shape.k()) {
      int steps = Math.min(kc, shape.k() - p);
      float[] copy = Scratch.ofThisThread().panelsOfB(L * steps);
      int bi = b0 + p * shape.ldb();
      EdgeCopy.run(steps, shape.n(), b, bi, shape.ldb(), copy, Scratch.ALIGNED, L);
      ofCopy.run(adds(p), steps, a, a0 + p * aStep, copy, Scratch.ALIGNED, c, c0, scale);
      p += steps;
    }
    if (p == 0) {
      inPlace.run(shape.accumulate(), 0, a, a0, b, b0, c, c0, scale);
    }
  }

  private boolean adds(int p) {
    return shape.accumulate() || p > 0;
  }

  /** Rows of B from which a whole vector can be read. What is scaled is added up in one block. */
  private int readable(float[] b, int b0) {
    int last = b.length - L - b0;
    int rows = last < 0 ? 0 : Math.min(shape.k(), last / Math.max(1, shape.ldb()) + 1);
    return shape.scaled() && rows < shape.k() ? 0 : rows;
  }
}
