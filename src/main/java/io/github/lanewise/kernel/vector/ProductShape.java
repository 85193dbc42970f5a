package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.AlignedArray;
import io.github.lanewise.kernel.Epilogue;
import io.github.lanewise.kernel.SumOrder;
import io.github.lanewise.kernel.Transposition;

/**
 * What a product is planned from; parameters as in {@link
 * io.github.lanewise.kernel.ProductKernels}.
 *
 * @param alignedB see {@link #isAligned}
 */
record ProductShape(
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

  /** Of a B that lies anywhere. */
  ProductShape(
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
      Epilogue epilogue) {
    this(t, order, m, n, k, lda, ldb, ldc, accumulate, scaled, epilogue, false);
  }

  /**
   * Whether the vectors of B's rows most likely lie in a cache line each: those of a large array
   * do, from {@link AlignedArray#FIRST} on. Otherwise half of them, or all, lie in two, so that a
   * block of columns takes up twice as much of a cache. Only plans for 16 registers ask for it.
   */
  static boolean isAligned(float[] b, int b0, int ldb) {
    return TileShapes.SMALL
        && ldb % Lanes.COUNT == 0
        && (b0 - AlignedArray.FIRST) % Lanes.COUNT == 0
        && b.length >= AlignedArray.LARGE;
  }

  /** Whether the rows of B share one set of the first-level cache. */
  boolean sharesOneSet() {
    return ldb % PackedProduct.CROWDING == 0;
  }

  /** Whether the second-level cache holds B beside what else is in use. */
  boolean hasNearB() {
    return isNear(k, ldb);
  }

  /** The same of C. */
  boolean hasNearC() {
    return isNear(m, ldc);
  }

  private static boolean isNear(int rows, int stride) {
    return 4L * rows * stride <= PackedProduct.CACHES.l2() / 8 * 7;
  }

  /** The same for so many rows of C. */
  ProductShape withRows(int rows) {
    return new ProductShape(
        t, order, rows, n, k, lda, ldb, ldc, accumulate, scaled, epilogue, alignedB);
  }
}
