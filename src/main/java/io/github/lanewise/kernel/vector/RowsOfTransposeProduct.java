package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.Epilogue;
import io.github.lanewise.kernel.Transposition;

/**
 * A·Bᵀ of few terms, or of few rows and a small B: Bᵀ is copied row after row, and the rest is a
 * product A·B in place, which writes a large C along its rows; see {@link ProductPlanner}.
 */
final class RowsOfTransposeProduct extends PlannedProduct {

  private static final int L = Lanes.COUNT;

  /** Rows so many elements apart lie in few sets of the first-level cache. */
  private static final int CROWDING = 64;

  private final ProductShape shape;
  private final int stride;
  private final PlannedProduct product;

  RowsOfTransposeProduct(ProductShape shape) {
    this.shape = shape;
    int padded = Shares.count(shape.n(), L) * L;
    this.stride = TileShapes.SMALL && padded % CROWDING == 0 ? padded + L : padded;
    this.product =
        ProductPlanner.plan(
            new ProductShape(
                Transposition.NN,
                shape.order(),
                shape.m(),
                shape.n(),
                shape.k(),
                shape.lda(),
                stride,
                shape.ldc(),
                shape.accumulate(),
                false,
                Epilogue.NONE));
  }

  @Override
  void run(float[] a, int a0, float[] b, int b0, float[] c, int c0, float scale) {
    Scratch scratch = Scratch.ofThisThread();
    float[] rows = scratch.panelsOfA(stride * Math.max(L, shape.k()));
    int at = Scratch.ALIGNED;
    Packing.transposed(shape.n(), shape.k(), b, b0, shape.ldb(), rows, at, stride, scratch.near);
    product.run(a, a0, rows, at, c, c0, scale);
  }
}
