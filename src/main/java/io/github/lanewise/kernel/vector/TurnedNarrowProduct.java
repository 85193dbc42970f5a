package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.Epilogue;
import io.github.lanewise.kernel.Transposition;

/**
 * Aᵀ·B with fewer columns in C than a vector has lanes, computed as Cᵀ = Bᵀ·A: its vectors go along
 * the rows of A and are full, where those of B would not be, and each element of B that a tile
 * broadcasts serves several of them.
 *
 * <pre>
 * for i in rows of C by 256
 *   Cᵀ, n × 256, by tiles on the operands as they lie, see InPlaceProduct
 *   its blocks of 16 × 16, transposed, to C
 * </pre>
 *
 * The chains are the same: fma(x, y, z) = fma(y, x, z).
 */
final class TurnedNarrowProduct extends PlannedProduct {

  private static final int L = Lanes.COUNT;

  /** Rows of C at a time: with 16 of Cᵀ 16 KiB. */
  private static final int ROWS = 256;

  /**
   * What it costs to turn L rows of C, in multiply-adds of a vector. {@link NarrowProduct} takes L
   * of these for a step of L rows, this takes n.
   */
  private static final int TURNING = 128;

  private static final BlockTranspose TO_EDGE = BlockTranspose.get(ROWS, L);

  private final ProductShape shape;
  private final PlannedProduct whole;
  private final PlannedProduct rest;

  /** Of fewer columns than lanes: whether turning C costs less than what it saves. */
  static boolean pays(ProductShape shape) {
    return shape.t() == Transposition.TN
        && shape.m() >= L
        && (long) shape.k() * (L - shape.n()) >= TURNING;
  }

  TurnedNarrowProduct(ProductShape shape) {
    this.shape = shape;
    this.whole = shape.m() < ROWS ? null : ofTransposed(ROWS);
    int left = shape.m() % ROWS;
    this.rest = left == 0 ? null : ofTransposed(left);
  }

  private PlannedProduct ofTransposed(int rows) {
    return ProductPlanner.plan(
        new ProductShape(
            Transposition.TN,
            shape.order(),
            shape.n(),
            rows,
            shape.k(),
            shape.ldb(),
            shape.lda(),
            ROWS,
            shape.accumulate(),
            shape.scaled(),
            Epilogue.NONE));
  }

  @Override
  void run(float[] a, int a0, float[] b, int b0, float[] c, int c0, float scale) {
    Scratch scratch = Scratch.ofThisThread();
    float[] turned = scratch.panelsOfA(L * ROWS);
    int at = Scratch.ALIGNED;
    for (int i = 0; i < shape.m(); i += ROWS) {
      int rows = Math.min(ROWS, shape.m() - i);
      int ci = c0 + i * shape.ldc();
      if (shape.accumulate() || shape.scaled()) {
        Packing.transposed(rows, shape.n(), c, ci, shape.ldc(), turned, at, ROWS, scratch.near);
      }
      (rows == ROWS ? whole : rest).run(b, b0, a, a0 + i, turned, at, scale);
      for (int r = 0; r < rows; r += L) {
        TO_EDGE.run(1, turned, at + r, ROWS, scratch.near, Scratch.TURNED, L);
        int height = Math.min(L, rows - r);
        int cr = ci + r * shape.ldc();
        EdgeCopy.run(height, shape.n(), scratch.near, Scratch.TURNED, L, c, cr, shape.ldc());
      }
    }
  }
}
