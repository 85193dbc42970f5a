package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.SumOrder;
import io.github.lanewise.kernel.Transposition;

/** Which of the ways to compute a product suits its shape. */
final class ProductPlanner {

  static int PACK_N = Integer.getInteger("packN", 128), PACK_M = Integer.getInteger("packM", 48), PACK_K = Integer.getInteger("packK", 48);
  static int IN_CACHE = Integer.getInteger("inCache", 16384);

  private ProductPlanner() {}

  static PlannedProduct plan(ProductShape shape) {
    if (shape.order() == SumOrder.INTERLEAVED) {
      return new DotProduct(shape);
    }
    if (shape.t() == Transposition.NT && shape.k() > 0) {
      return shape.m() < shape.n() && shape.m() < 4 * PACK_M ? new TransposedProduct(shape) : new PackedProduct(shape);
    }
    if (shape.n() < Lanes.COUNT) {
      return new NarrowProduct(shape);
    }
    boolean packs = shape.m() >= PACK_M && (long) shape.k() * shape.n() > IN_CACHE && shape.k() >= PACK_K;
    return packs ? new PackedProduct(shape) : new InPlaceProduct(shape);
  }
}
