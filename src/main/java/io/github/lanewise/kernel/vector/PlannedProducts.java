package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.Epilogue;
import io.github.lanewise.kernel.SumOrder;
import io.github.lanewise.kernel.Transposition;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The plans of the products that this JVM has computed lately. A look-up allocates nothing and
 * takes some nanoseconds. Thread-safe: at worst two threads make the same plan.
 */
final class PlannedProducts {

  private static final int BITS = 12;

  private static final AtomicReferenceArray<Entry> ENTRIES = new AtomicReferenceArray<>(1 << BITS);

  private record Entry(ProductShape shape, PlannedProduct plan) {

    boolean isFor(
        Transposition t,
        SumOrder order,
        int m,
        int n,
        int k,
        int lda,
        int ldb,
        int ldc,
        boolean accumulate,
        boolean scaled,
        Epilogue epilogue,
        boolean alignedB) {
      return shape.m() == m
          && shape.n() == n
          && shape.k() == k
          && shape.lda() == lda
          && shape.ldb() == ldb
          && shape.ldc() == ldc
          && shape.t() == t
          && shape.order() == order
          && shape.accumulate() == accumulate
          && shape.scaled() == scaled
          && shape.epilogue() == epilogue
          && shape.alignedB() == alignedB;
    }
  }

  private PlannedProducts() {}

  /** The plan for a shape. */
  static PlannedProduct get(
      Transposition t,
      SumOrder order,
      int m,
      int n,
      int k,
      int lda,
      int ldb,
      int ldc,
      boolean accumulate,
      boolean scaled,
      Epilogue epilogue,
      boolean alignedB) {
    int hash = ((((m * 31 + n) * 31 + k) * 31 + lda) * 31 + ldb) * 31 + ldc;
    hash = ((hash * 31 + t.ordinal()) * 31 + epilogue.ordinal()) * 8 + order.ordinal() * 4;
    hash += (scaled ? 2 : 0) + (accumulate ? 1 : 0) + (alignedB ? 16 : 0);
    int index = hash * 0x9E3779B9 >>> 32 - BITS;
    Entry entry = ENTRIES.getAcquire(index);
    if (entry != null
        && entry.isFor(t, order, m, n, k, lda, ldb, ldc, accumulate, scaled, epilogue, alignedB)) {
      return entry.plan;
    }
    ProductShape shape =
        new ProductShape(t, order, m, n, k, lda, ldb, ldc, accumulate, scaled, epilogue, alignedB);
    PlannedProduct plan = ProductPlanner.plan(shape);
    ENTRIES.setRelease(index, new Entry(shape, plan));
    return plan;
  }
}
