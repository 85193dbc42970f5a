package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.Transposition;
import io.github.lanewise.kernel.vector.Tile.LayoutOfA;

/**
 * A·B or Aᵀ·B on operands as they lie: for small products, which a copy would cost more than it
 * saves, and for few rows, which would use it too few times.
 *
 * <pre>
 * for p in steps by kc
 *   for group in columns           see Groups
 *     for r in rows by height      one tile
 * </pre>
 *
 * Fewer columns than lanes are read and written with a mask.
 */
final class InPlaceProduct extends PlannedProduct {

  private static final int L = Lanes.COUNT;
  static int KC = Integer.getInteger("kcin", 128), KC1 = Integer.getInteger("kcin1", 512), WIN=Integer.getInteger("win", 4);

  private final ProductShape shape;
  private final int kc;
  private final TileColumn[] columns;

  InPlaceProduct(ProductShape shape) {
    this.shape = shape;
    int width = WIN;
    this.kc = shape.m() <= TileShapes.rows(width) ? KC1 : KC;
    this.columns = new TileColumn[Groups.count(shape.n(), width)];
    LayoutOfA layout = shape.t() == Transposition.TN ? LayoutOfA.COLUMNS : LayoutOfA.ROWS;
    for (int group = 0; group < columns.length; group++) {
      int vectors = Groups.vectors(shape.n(), width, group);
      boolean masked = shape.n() < L;
      int most = masked ? TileShapes.MASKED_ROWS : TileShapes.rows(vectors);
      columns[group] =
          new TileColumn(
              shape.m(),
              Shares.count(shape.m(), Shares.count(shape.m(), most)),
              vectors,
              layout,
              masked,
              shape.lda(),
              shape.ldb(),
              shape.ldc(),
              Groups.start(shape.n(), width, group),
              masked ? shape.n() : Groups.last(shape.n(), width, group));
    }
  }

  @Override
  void run(float[] a, int a0, float[] b, int b0, float[] c, int c0) {
    int p = 0;
    int aStep = shape.t() == Transposition.TN ? shape.lda() : 1;
    do {
      int steps = Math.min(kc, shape.k() - p);
      boolean add = shape.accumulate() || p > 0;
      for (TileColumn column : columns) {
        column.run(add, steps, a, a0 + p * aStep, b, b0 + p * shape.ldb() + column.start, c, c0);
      }
      p += steps;
    } while (p < shape.k());
  }
}
