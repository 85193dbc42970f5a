package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.Blocking;
import io.github.lanewise.kernel.SumOrder;
import io.github.lanewise.kernel.Transposition;

/**
 * The arguments of the product at hand and the packing memory, one object a thread: the loops hand
 * it on instead of a dozen numbers, and a call allocates nothing.
 */
final class ProductCall {

  static final int MR = TileShapes.rows(TileShapes.MAIN_VECTORS);
  static final int NR = TileShapes.MAIN_VECTORS * Lanes.COUNT;

  static final Blocking BLOCKING = Blocking.of(MR, NR);

  private static final ThreadLocal<ProductCall> CURRENT = ThreadLocal.withInitial(ProductCall::new);

  Transposition t;
  int m;
  int n;
  int k;
  float[] a;
  int aOffset;
  int lda;
  float[] b;
  int bOffset;
  int ldb;
  float[] c;
  int cOffset;
  int ldc;
  boolean accumulate;

  /** Panels of A, as many as the largest product so far has needed at a time. */
  private float[] aPanels = {};

  /** A block of B, or of A in {@link TransposedProduct}. */
  final float[] block = new float[BLOCKING.kc() * BLOCKING.nc()];

  /** A tile of C on its way to or from C, or the chains of a {@link DotTile}. */
  final float[] tile =
      new float
          [Math.max(
              Shares.count(MR, Lanes.COUNT) * Lanes.COUNT * NR, SumOrder.CHAINS * DotProduct.SUMS)];

  /** A block of a tile, transposed. */
  final float[] turned = new float[Lanes.COUNT * Lanes.COUNT];

  /** For {@link BlockTranspose}. */
  final float[] between = new float[Lanes.COUNT * Lanes.COUNT];

  private ProductCall() {}

  static ProductCall current() {
    return CURRENT.get();
  }

  /**
   * Memory for panels of A, of so many elements and one vector more, which packing may overwrite.
   */
  float[] aPanels(int length) {
    if (aPanels.length < length + Lanes.COUNT) {
      aPanels = new float[length + Lanes.COUNT];
    }
    return aPanels;
  }

  /** Lets go of the caller's arrays. */
  void release() {
    a = null;
    b = null;
    c = null;
  }
}
