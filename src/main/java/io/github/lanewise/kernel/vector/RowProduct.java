package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.SumOrder;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A·Bᵀ of few terms of one row of A, or of two or three where terms or columns are fewer than
 * lanes, by scalar chains: transposing B for vectors takes longer.
 */
final class RowProduct extends PlannedProduct {

  /** Rows of A, at most; more than one was measured with 16 registers. */
  private static final int MOST_ROWS = TileShapes.SMALL ? 3 : 1;

  private static final ConcurrentMap<RowDots.Shape, RowDots> KERNELS = new ConcurrentHashMap<>();

  private final ProductShape shape;

  /** Columns for which all chains that may be are side by side. */
  private final int whole;

  private final RowDots most;
  private final RowDots left;

  RowProduct(ProductShape shape) {
    this.shape = shape;
    this.whole = shape.n() / RowDots.MOST * RowDots.MOST;
    this.most = whole == 0 ? null : kernel(RowDots.MOST);
    this.left = whole == shape.n() ? null : kernel(shape.n() - whole);
  }

  /** Whether this is the way to compute an A·Bᵀ. */
  static boolean pays(ProductShape shape) {
    boolean leavesLanesEmpty = Math.min(shape.n(), shape.k()) < Lanes.COUNT;
    return shape.k() < SumOrder.CHAINS && shape.m() <= (leavesLanesEmpty ? MOST_ROWS : 1);
  }

  private RowDots kernel(int chains) {
    RowDots.Shape dots = new RowDots.Shape(chains, shape.k(), shape.ldb(), shape.accumulate());
    return KERNELS.computeIfAbsent(dots, RowDotsEmitter::emit);
  }

  @Override
  void run(float[] a, int a0, float[] b, int b0, float[] c, int c0, float scale) {
    for (int i = 0; i < shape.m(); i++) {
      int ai = a0 + i * shape.lda();
      int ci = c0 + i * shape.ldc();
      if (most != null) {
        most.run(whole, a, ai, b, b0, c, ci);
      }
      if (left != null) {
        left.run(shape.n() - whole, a, ai, b, b0 + whole * shape.ldb(), c, ci + whole);
      }
    }
  }
}
