package io.github.lanewise.jmh;

/** Three nested loops, the sum innermost: a product as its definition says. Row-major, no gaps. */
final class NaiveProduct {

  private NaiveProduct() {}

  /** C = A·B. */
  static void nn(int m, int n, int k, float[] a, float[] b, float[] c) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        float sum = 0;
        for (int p = 0; p < k; p++) {
          sum += a[i * k + p] * b[p * n + j];
        }
        c[i * n + j] = sum;
      }
    }
  }

  /** C = Aᵀ·B. */
  static void tn(int m, int n, int k, float[] a, float[] b, float[] c) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        float sum = 0;
        for (int p = 0; p < k; p++) {
          sum += a[p * m + i] * b[p * n + j];
        }
        c[i * n + j] = sum;
      }
    }
  }

  /** C = A·Bᵀ. */
  static void nt(int m, int n, int k, float[] a, float[] b, float[] c) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        float sum = 0;
        for (int p = 0; p < k; p++) {
          sum += a[i * k + p] * b[j * k + p];
        }
        c[i * n + j] = sum;
      }
    }
  }
}
