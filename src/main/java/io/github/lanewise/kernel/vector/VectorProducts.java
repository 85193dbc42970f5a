package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.Blocking;
import io.github.lanewise.kernel.ProductKernels;
import io.github.lanewise.kernel.Transposition;

/**
 * Matrix products by register tiles.
 *
 * <p>The five loops of Goto and van de Geijn (<i>Anatomy of High-Performance Matrix
 * Multiplication</i>, 2008), from outside to inside: columns of C by nc, steps of k by kc, rows of C
 * by mc, then tiles by columns and by rows within the block. A block of B (kc×nc) is packed once for
 * all rows, a block of A (mc×kc) once for all its columns. Splitting k stores C and loads it again,
 * which is exact. Where an operand is used too few times to repay the copy, the tiles read it where
 * it lies.
 */
final class VectorProducts implements ProductKernels {

  private static final int MR = TileShapes.ROWS;
  private static final int NR = TileShapes.VECTORS * Lanes.COUNT;

  private static final Blocking BLOCKING = Blocking.of(MR, NR);

  private static final ThreadLocal<Panels> PANELS = ThreadLocal.withInitial(Panels::new);

  /** Packing memory of one thread, as large as its products have needed so far. */
  private static final class Panels {
    private float[] a = {};
    private float[] b = {};

    float[] a(int length) {
      return a.length >= length ? a : (a = new float[length]);
    }

    float[] b(int length) {
      return b.length >= length ? b : (b = new float[length]);
    }
  }

  @Override
  public void gemm(
      Transposition t, int m, int n, int k, float[] a, int aOffset, int lda, float[] b, int bOffset,
      int ldb, float[] c, int cOffset, int ldc, boolean accumulate) {
    if (m == 0 || n == 0 || k == 0 && accumulate) {
      return;
    }
    int aRow = t == Transposition.TN ? 1 : lda;
    int aStep = t == Transposition.TN ? lda : 1;
    int bColumn = t == Transposition.NT ? ldb : 1;
    int bStep = t == Transposition.NT ? 1 : ldb;

    boolean packB = bColumn != 1 || m > 8 * MR;
    boolean packA = n > 8 * NR;
    int nc = packB ? Math.min(BLOCKING.nc(), n) : n;
    int kc = packA || packB ? BLOCKING.kc() : Math.max(1, k);
    int mc = packA ? BLOCKING.mc() : m;
    Panels panels = PANELS.get();

    for (int j = 0; j < n; j += nc) {
      int columns = Math.min(nc, n - j);
      int p = 0;
      do {
        int steps = Math.min(kc, k - p);
        boolean add = accumulate || p > 0;
        float[] bSource = b;
        int bStart = bOffset + p * bStep + j * bColumn;
        if (packB) {
          bSource = panels.b(steps * roundUp(columns, NR));
          packB(columns, steps, b, bStart, bColumn, bStep, bSource);
          bStart = 0;
        }
        for (int i = 0; i < m; i += mc) {
          int rows = Math.min(mc, m - i);
          float[] aSource = a;
          int aStart = aOffset + i * aRow + p * aStep;
          if (packA) {
            aSource = panels.a(steps * rows);
            packA(rows, steps, a, aStart, aRow, aStep, aSource);
            aStart = 0;
          }
          block(
              rows, columns, steps, aSource, aStart, packA, aRow, aStep, bSource, bStart, packB,
              bStep, c, cOffset + i * ldc + j, ldc, add);
        }
        p += steps;
      } while (p < k);
    }
  }

  private static void packA(
      int rows, int steps, float[] a, int start, int aRow, int aStep, float[] panels) {
    int count = ceilDiv(rows, MR);
    for (int panel = 0; panel < count; panel++) {
      int from = share(rows, count, panel);
      int height = share(rows, count, panel + 1) - from;
      Packing.panelOfA(height, steps, a, start + from * aRow, aRow, aStep, panels, from * steps);
    }
  }

  private static void packB(
      int columns, int steps, float[] b, int start, int bColumn, int bStep, float[] panels) {
    for (int j = 0; j < columns; j += NR) {
      int width = Math.min(NR, columns - j);
      Packing.panelOfB(
          width, roundUp(width, Lanes.COUNT), steps, b, start + j * bColumn, bColumn, bStep, panels, j * steps);
    }
  }

  /** The tiles of one block: columns outside, so that a panel of B stays in the first-level cache. */
  private static void block(
      int rows, int columns, int steps, float[] a, int aStart, boolean packedA, int aRow, int aStep,
      float[] b, int bStart, boolean packedB, int bStep, float[] c, int cStart, int ldc, boolean add) {
    int count = ceilDiv(rows, MR);
    for (int j = 0; j < columns; j += NR) {
      int width = Math.min(NR, columns - j);
      int vectors = ceilDiv(width, Lanes.COUNT);
      boolean masked = width % Lanes.COUNT != 0;
      int bj = packedB ? bStart + j * steps : bStart + j;
      for (int panel = 0; panel < count; panel++) {
        int i = share(rows, count, panel);
        int height = share(rows, count, panel + 1) - i;
        int ai = packedA ? aStart + i * steps : aStart + i * aRow;
        Tiles.get(height, vectors, packedA, packedB, add, masked)
            .run(steps, a, ai, aRow, aStep, b, bj, bStep, c, cStart + i * ldc + j, ldc, width);
      }
    }
  }

  /** Where part {@code index} of {@code count} nearly equal parts starts. */
  private static int share(int length, int count, int index) {
    return (int) ((long) length * index / count);
  }

  private static int ceilDiv(int x, int y) {
    return (x + y - 1) / y;
  }

  private static int roundUp(int x, int y) {
    return ceilDiv(x, y) * y;
  }
}
