package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.ProductKernels;
import io.github.lanewise.kernel.SumOrder;
import io.github.lanewise.kernel.Transposition;

/** Matrix products by register tiles, each as it was planned when its shape was met first. */
final class VectorProducts implements ProductKernels {

  @Override
  public void gemm(
      Transposition t,
      SumOrder order,
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float[] c,
      int cOffset,
      int ldc,
      boolean accumulate) {
    if (m == 0 || n == 0 || k == 0 && accumulate) {
      return;
    }
    PlannedProducts.get(t, order, m, n, k, lda, ldb, ldc, accumulate)
        .run(a, aOffset, b, bOffset, c, cOffset);
  }
}
