package io.github.lanewise.kernel.scalar;

import io.github.lanewise.kernel.PackedOperand;
import io.github.lanewise.kernel.ProductKernels;
import io.github.lanewise.kernel.SumOrder;
import io.github.lanewise.kernel.Transposition;
import java.util.Arrays;

/**
 * Matrix products in plain Java, in a form that C2 turns into vector code by itself.
 *
 * <p>C2 vectorises a loop over j only where every array is indexed by the same j, since it cannot
 * otherwise exclude that two of them overlap. So a block of B is unpacked into one array a row, a
 * row of C is worked on in an array of its own, and one pass over it adds four steps of k. For each
 * element the steps stay in ascending order, one chain.
 */
final class ScalarProducts implements ProductKernels {

  /**
   * Steps of k in one block: with COLUMNS, the rows of B fill 256 KiB, a part of the second-level
   * cache.
   */
  private static final int STEPS = 128;

  private static final int COLUMNS = 512;

  /** Elements of a product that waits to be scaled: 128 KiB. */
  private static final int PRODUCT = 32 << 10;

  /** Multiply-adds up to which the plain loops win, as they copy nothing. */
  private static final int SMALL = 512;

  /** Interleaved chains in registers at a time: with all sixteen, some would be in memory. */
  private static final int CHAINS_AT_ONCE = 8;

  private static final ThreadLocal<Block> BLOCK = ThreadLocal.withInitial(Block::new);

  private static final class Block {
    final float[][] b = new float[STEPS][COLUMNS];
    final float[] c = new float[COLUMNS];
    final float[] chains = new float[SumOrder.CHAINS];
    private float[] product = {};

    float[] product(int length) {
      if (product.length < length) {
        product = new float[length];
      }
      return product;
    }
  }

  @Override
  public PackedOperand pack(
      Transposition t, int n, int k, float[] b, int bOffset, int ldb, float[] row) {
    int count = t == Transposition.NT ? n : k;
    int length = t == Transposition.NT ? k : n;
    float[] rows = new float[count * length];
    for (int i = 0; i < count; i++) {
      System.arraycopy(b, bOffset + i * ldb, rows, i * length, length);
    }
    return new PackedOperand(t, n, k, rows, 0, length, new float[0], new float[0]);
  }

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
    if (order == SumOrder.INTERLEAVED) {
      interleaved(m, n, k, a, aOffset, lda, b, bOffset, ldb, c, cOffset, ldc, accumulate);
      return;
    }
    int aRow = t == Transposition.TN ? 1 : lda;
    int aStep = t == Transposition.TN ? lda : 1;
    int bStep = t == Transposition.NT ? 1 : ldb;
    int bColumn = t == Transposition.NT ? ldb : 1;
    if ((long) m * n * k <= SMALL) {
      small(
          m,
          n,
          k,
          a,
          aOffset,
          aRow,
          aStep,
          b,
          bOffset,
          bStep,
          bColumn,
          c,
          cOffset,
          ldc,
          accumulate);
      return;
    }
    Block block = BLOCK.get();
    for (int j = 0; j < n; j += COLUMNS) {
      int columns = Math.min(COLUMNS, n - j);
      for (int p = 0; p < k; p += STEPS) {
        int steps = Math.min(STEPS, k - p);
        unpack(steps, columns, b, bOffset + p * bStep + j * bColumn, bStep, bColumn, block.b);
        for (int i = 0; i < m; i++) {
          int ci = cOffset + i * ldc + j;
          if (accumulate || p > 0) {
            System.arraycopy(c, ci, block.c, 0, columns);
          } else {
            Arrays.fill(block.c, 0, columns, 0f);
          }
          row(columns, steps, a, aOffset + i * aRow + p * aStep, aStep, block.b, block.c);
          System.arraycopy(block.c, 0, c, ci, columns);
        }
      }
    }
  }

  @Override
  public void addScaled(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float scale,
      float[] c,
      int cOffset,
      int ldc) {
    if (m == 0 || n == 0 || k == 0) {
      return;
    }
    int most = Math.clamp(PRODUCT / n, 1, m);
    float[] product = BLOCK.get().product(most * n);
    for (int i = 0; i < m; i += most) {
      int rows = Math.min(most, m - i);
      gemm(
          Transposition.TN,
          SumOrder.CHAIN,
          rows,
          n,
          k,
          a,
          aOffset + i,
          lda,
          b,
          bOffset,
          ldb,
          product,
          0,
          n,
          false);
      for (int r = 0; r < rows; r++) {
        int ci = cOffset + (i + r) * ldc;
        for (int j = 0; j < n; j++) {
          c[ci + j] = Math.fma(scale, product[r * n + j], c[ci + j]);
        }
      }
    }
  }

  /** Rows of A against rows of B. The 16 chains are the iterations of an inner loop, for C2. */
  private static void interleaved(
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
    float[] s = BLOCK.get().chains;
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        int ai = aOffset + i * lda;
        int bi = bOffset + j * ldb;
        int whole = k & -SumOrder.CHAINS;
        for (int first = 0; first < SumOrder.CHAINS; first += CHAINS_AT_ONCE) {
          chains(whole, a, ai + first, b, bi + first, s, first);
        }
        for (int l = 0; whole < k && l < SumOrder.CHAINS; l++) {
          boolean exists = whole + l < k;
          s[l] = Math.fma(exists ? a[ai + whole + l] : 0, exists ? b[bi + whole + l] : 0, s[l]);
        }
        for (int half = SumOrder.CHAINS / 2; half > 0; half /= 2) {
          for (int l = 0; l < half; l++) {
            s[l] += s[l + half];
          }
        }
        int ci = cOffset + i * ldc + j;
        c[ci] = accumulate ? c[ci] + s[0] : s[0];
      }
    }
  }

  /** Some chains side by side in registers: s(first + l) = Σ a(p + l)·b(p + l) over whole steps. */
  private static void chains(
      int whole, float[] a, int ai, float[] b, int bi, float[] s, int first) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    for (int p = 0; p < whole; p += SumOrder.CHAINS) {
      s0 = Math.fma(a[ai + p], b[bi + p], s0);
      s1 = Math.fma(a[ai + p + 1], b[bi + p + 1], s1);
      s2 = Math.fma(a[ai + p + 2], b[bi + p + 2], s2);
      s3 = Math.fma(a[ai + p + 3], b[bi + p + 3], s3);
      s4 = Math.fma(a[ai + p + 4], b[bi + p + 4], s4);
      s5 = Math.fma(a[ai + p + 5], b[bi + p + 5], s5);
      s6 = Math.fma(a[ai + p + 6], b[bi + p + 6], s6);
      s7 = Math.fma(a[ai + p + 7], b[bi + p + 7], s7);
    }
    s[first] = s0;
    s[first + 1] = s1;
    s[first + 2] = s2;
    s[first + 3] = s3;
    s[first + 4] = s4;
    s[first + 5] = s5;
    s[first + 6] = s6;
    s[first + 7] = s7;
  }

  private static void small(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int aRow,
      int aStep,
      float[] b,
      int bOffset,
      int bStep,
      int bColumn,
      float[] c,
      int cOffset,
      int ldc,
      boolean accumulate) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        int ci = cOffset + i * ldc + j;
        float sum = accumulate ? c[ci] : 0;
        for (int p = 0; p < k; p++) {
          sum =
              Math.fma(
                  a[aOffset + i * aRow + p * aStep], b[bOffset + p * bStep + j * bColumn], sum);
        }
        c[ci] = sum;
      }
    }
  }

  private static void unpack(
      int steps, int columns, float[] b, int start, int bStep, int bColumn, float[][] rows) {
    if (bColumn == 1) {
      for (int p = 0; p < steps; p++) {
        System.arraycopy(b, start + p * bStep, rows[p], 0, columns);
      }
    } else {
      for (int j = 0; j < columns; j++) {
        for (int p = 0; p < steps; p++) {
          rows[p][j] = b[start + p * bStep + j * bColumn];
        }
      }
    }
  }

  /** One row of C: row += Σ_p a(p)·b(p, ·), four steps of k in one pass over the row. */
  private static void row(
      int columns, int steps, float[] a, int aStart, int aStep, float[][] b, float[] row) {
    int p = 0;
    for (; p + 4 <= steps; p += 4) {
      int ai = aStart + p * aStep;
      fourSteps(
          columns,
          a[ai],
          a[ai + aStep],
          a[ai + 2 * aStep],
          a[ai + 3 * aStep],
          b[p],
          b[p + 1],
          b[p + 2],
          b[p + 3],
          row);
    }
    for (; p < steps; p++) {
      oneStep(columns, a[aStart + p * aStep], b[p], row);
    }
  }

  private static void fourSteps(
      int columns,
      float a0,
      float a1,
      float a2,
      float a3,
      float[] b0,
      float[] b1,
      float[] b2,
      float[] b3,
      float[] row) {
    for (int j = 0; j < columns; j++) {
      row[j] =
          Math.fma(
              a3, b3[j], Math.fma(a2, b2[j], Math.fma(a1, b1[j], Math.fma(a0, b0[j], row[j]))));
    }
  }

  private static void oneStep(int columns, float a0, float[] b0, float[] row) {
    for (int j = 0; j < columns; j++) {
      row[j] = Math.fma(a0, b0[j], row[j]);
    }
  }
}
