package io.github.lanewise.jmh;

/** Three nested loops, the sum innermost: a product as its definition says. Row-major. */
final class NaiveProduct {

  private NaiveProduct() {}

  static GemmArm of(GemmOperands o) {
    ProductShape s = o.shape();
    int m = s.m();
    int n = s.n();
    int k = s.k();
    int lda = s.lda();
    int ldb = s.ldb();
    int ldc = s.ldc();
    float[] a = o.a();
    float[] b = o.b();
    float[] c = o.c();
    return switch (s.transposition()) {
      case "NN" -> () -> nn(m, n, k, a, lda, b, ldb, c, ldc);
      case "TN" -> () -> tn(m, n, k, a, lda, b, ldb, c, ldc);
      default -> () -> nt(m, n, k, a, lda, b, ldb, c, ldc);
    };
  }

  /** C = A·B. */
  static void nn(int m, int n, int k, float[] a, int lda, float[] b, int ldb, float[] c, int ldc) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        float sum = 0;
        for (int p = 0; p < k; p++) {
          sum += a[i * lda + p] * b[p * ldb + j];
        }
        c[i * ldc + j] = sum;
      }
    }
  }

  /** C = Aᵀ·B. */
  static void tn(int m, int n, int k, float[] a, int lda, float[] b, int ldb, float[] c, int ldc) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        float sum = 0;
        for (int p = 0; p < k; p++) {
          sum += a[p * lda + i] * b[p * ldb + j];
        }
        c[i * ldc + j] = sum;
      }
    }
  }

  /** C = A·Bᵀ. */
  static void nt(int m, int n, int k, float[] a, int lda, float[] b, int ldb, float[] c, int ldc) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        float sum = 0;
        for (int p = 0; p < k; p++) {
          sum += a[i * lda + p] * b[j * ldb + p];
        }
        c[i * ldc + j] = sum;
      }
    }
  }
}
