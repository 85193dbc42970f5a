package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.Epilogue;
import io.github.lanewise.kernel.SumOrder;
import io.github.lanewise.kernel.Transposition;

/**
 * What a product is planned from; parameters as in {@link
 * io.github.lanewise.kernel.ProductKernels}.
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
    Epilogue epilogue) {

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
    return new ProductShape(t, order, rows, n, k, lda, ldb, ldc, accumulate, scaled, epilogue);
  }
}
