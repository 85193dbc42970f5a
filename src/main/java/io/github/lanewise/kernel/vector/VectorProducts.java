package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.Blocking;
import io.github.lanewise.kernel.ProductKernels;
import io.github.lanewise.kernel.Transposition;
import io.github.lanewise.kernel.vector.Tile.LayoutOfA;

/**
 * Matrix products by register tiles.
 *
 * <p>The loops, from outside to inside: columns of C by nc, steps of k by kc (a block of B is packed
 * here), rows of C by the tile's (a panel of A), columns of the block by the tile's. Splitting k
 * stores C and loads it again, which is exact. An operand that is used too few times to repay the
 * copy, or that lies as the tiles want it anyway, is read in place.
 */
final class VectorProducts implements ProductKernels {

  private static final int MR = TileShapes.ROWS;
  private static final int NR = TileShapes.VECTORS * Lanes.COUNT;

  private static final Blocking BLOCKING = Blocking.of(MR, NR);

  /** Tiles that must read a packed panel for the copy to pay. */
  private static final int USES_THAT_PAY = 4;

  private static final ThreadLocal<Panels> PANELS = ThreadLocal.withInitial(Panels::new);

  /** Packing memory of one thread: one panel of A, one block of B. */
  private static final class Panels {
    final float[] a = new float[MR * BLOCKING.kc()];
    final float[] b = new float[BLOCKING.kc() * BLOCKING.nc()];
  }

  @Override
  public void gemm(
      Transposition t, int m, int n, int k, float[] a, int aOffset, int lda, float[] b, int bOffset,
      int ldb, float[] c, int cOffset, int ldc, boolean accumulate) {
    if (m == 0 || n == 0 || k == 0 && accumulate) {
      return;
    }
    boolean packA = t == Transposition.TN && n > USES_THAT_PAY * NR;
    boolean packB = t == Transposition.NT || m > USES_THAT_PAY * MR;
    int kc = packA || packB ? BLOCKING.kc() : Math.max(1, k);
    int nc = packB ? BLOCKING.nc() : n;
    for (int j = 0; j < n; j += nc) {
      int columns = Math.min(nc, n - j);
      int p = 0;
      do {
        int steps = Math.min(kc, k - p);
        int ai = aOffset + (t == Transposition.TN ? p * lda : p);
        int bi = bOffset + (t == Transposition.NT ? j * ldb + p : p * ldb + j);
        block(
            t, m, columns, steps, a, ai, lda, packA, b, bi, ldb, packB, c, cOffset + j, ldc,
            accumulate || p > 0);
        p += steps;
      } while (p < k);
    }
  }

  /** C[m × columns] over one block of k. */
  private static void block(
      Transposition t, int m, int columns, int steps, float[] a, int aStart, int lda, boolean packA,
      float[] b, int bStart, int ldb, boolean packB, float[] c, int cStart, int ldc, boolean add) {
    Panels panels = packA || packB ? PANELS.get() : null;
    if (packB) {
      packB(t == Transposition.NT, columns, steps, b, bStart, ldb, panels.b);
    }
    int count = ceilDiv(m, MR);
    for (int panel = 0; panel < count; panel++) {
      int i = share(m, count, panel);
      int rows = share(m, count, panel + 1) - i;
      int ai = aStart + (t == Transposition.TN ? i : i * lda);
      if (packA) {
        Packing.panelOfA(rows, steps, a, ai, lda, panels.a);
      }
      row(
          packA ? LayoutOfA.PACKED : t == Transposition.TN ? LayoutOfA.COLUMNS : LayoutOfA.ROWS,
          rows, columns, steps, packA ? panels.a : a, packA ? 0 : ai, lda,
          packB, packB ? panels.b : b, packB ? 0 : bStart, ldb, c, cStart + i * ldc, ldc, add);
    }
  }

  private static void packB(
      boolean transpose, int columns, int steps, float[] b, int start, int ldb, float[] panels) {
    for (int j = 0; j < columns; j += NR) {
      int width = Math.min(NR, columns - j);
      int padded = roundUp(width, Lanes.COUNT);
      if (transpose) {
        Packing.panelOfTransposedB(width, padded, steps, b, start + j * ldb, ldb, panels, j * steps);
      } else {
        Packing.panelOfB(width, padded, steps, b, start + j, ldb, panels, j * steps);
      }
    }
  }

  /** One panel of A times a block of B: a row of tiles. */
  private static void row(
      LayoutOfA layoutA, int rows, int columns, int steps, float[] a, int aStart, int lda,
      boolean packedB, float[] b, int bStart, int ldb, float[] c, int cStart, int ldc, boolean add) {
    for (int j = 0; j < columns; j += NR) {
      int width = Math.min(NR, columns - j);
      int vectors = ceilDiv(width, Lanes.COUNT);
      boolean masked = width % Lanes.COUNT != 0;
      int bj = packedB ? j * steps : bStart + j;
      Tiles.get(rows, vectors, layoutA, packedB, add, masked)
          .run(steps, a, aStart, lda, b, bj, ldb, c, cStart + j, ldc, width);
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
