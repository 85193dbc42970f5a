package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.ProductKernels;
import io.github.lanewise.kernel.SumOrder;
import io.github.lanewise.kernel.Transposition;

/** Matrix products by register tiles: which of the three ways a product takes. */
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
    ProductCall call = ProductCall.current();
    call.t = t;
    call.m = m;
    call.n = n;
    call.k = k;
    call.a = a;
    call.aOffset = aOffset;
    call.lda = lda;
    call.b = b;
    call.bOffset = bOffset;
    call.ldb = ldb;
    call.c = c;
    call.cOffset = cOffset;
    call.ldc = ldc;
    call.accumulate = accumulate;
    if (order == SumOrder.INTERLEAVED) {
      DotProduct.run(call);
    } else if (t == Transposition.NT && m < n && k > 0) {
      TransposedProduct.run(call);
    } else {
      BlockedProduct.run(call);
    }
    call.release();
  }
}
