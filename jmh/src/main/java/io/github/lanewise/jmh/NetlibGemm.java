package io.github.lanewise.jmh;

import dev.ludovic.netlib.blas.JavaBLAS;

/**
 * The {@code VectorBLAS} of dev.ludovic.netlib, which has no native code. BLAS is column-major: a
 * row-major C = A·B is the column-major Cᵀ = Bᵀ·Aᵀ, so the operands change places.
 */
final class NetlibGemm {

  private NetlibGemm() {}

  static GemmArm of(GemmOperands o) {
    JavaBLAS blas = JavaBLAS.getInstance();
    if (!blas.getClass().getSimpleName().equals("VectorBLAS")) {
      throw new IllegalStateException("impl=netlib got " + blas.getClass() + ", not VectorBLAS");
    }
    ProductShape s = o.shape();
    String left = s.transposesB() ? "T" : "N";
    String right = s.transposesA() ? "T" : "N";
    int m = s.m();
    int n = s.n();
    int k = s.k();
    int lda = s.lda();
    int ldb = s.ldb();
    int ldc = s.ldc();
    float[] a = o.a();
    float[] b = o.b();
    float[] c = o.c();
    return () -> blas.sgemm(left, right, n, m, k, 1, b, ldb, a, lda, 0, c, ldc);
  }
}
