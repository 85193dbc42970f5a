package io.github.lanewise.kernel.vector;

import static io.github.lanewise.kernel.vector.Panels.MR;
import static io.github.lanewise.kernel.vector.Panels.NR;

import io.github.lanewise.kernel.ProductKernels;
import io.github.lanewise.kernel.SumOrder;
import io.github.lanewise.kernel.Transposition;
import io.github.lanewise.kernel.vector.Tile.LayoutOfA;

/**
 * Matrix products by register tiles.
 *
 * <p>The loops, from outside to inside: columns of C by nc, steps of k by kc (a block of B is
 * packed here), rows of C by the tile's (a panel of A), columns of the block by the tile's.
 * Splitting k stores C and loads it again, which is exact. An operand that is used too few times to
 * repay the copy, or that lies as the tiles want it anyway, is read in place.
 */
final class VectorProducts implements ProductKernels {

  /** Tiles that must read a packed panel for the copy to pay. */
  private static final int USES_THAT_PAY = 4;

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
    if (order == SumOrder.INTERLEAVED) {
      DotProducts.run(m, n, k, a, aOffset, lda, b, bOffset, ldb, c, cOffset, ldc, accumulate);
      return;
    }
    if (t == Transposition.NT && m < n && k > 0) {
      TransposedProducts.run(
          m, n, k, a, aOffset, lda, b, bOffset, ldb, c, cOffset, ldc, accumulate);
      return;
    }
    boolean packA = t == Transposition.TN && n > USES_THAT_PAY * NR;
    boolean packB = t == Transposition.NT || m > USES_THAT_PAY * MR;
    int kc = Panels.BLOCKING.kc();
    int nc = packB ? Panels.BLOCKING.nc() : n;
    for (int j = 0; j < n; j += nc) {
      int columns = Math.min(nc, n - j);
      int p = 0;
      do {
        int steps = Math.min(kc, k - p);
        int ai = aOffset + (t == Transposition.TN ? p * lda : p);
        int bi = bOffset + (t == Transposition.NT ? j * ldb + p : p * ldb + j);
        block(
            t,
            m,
            columns,
            steps,
            a,
            ai,
            lda,
            packA,
            b,
            bi,
            ldb,
            packB,
            c,
            cOffset + j,
            ldc,
            accumulate || p > 0);
        p += steps;
      } while (p < k);
    }
  }

  /** C[m × columns] over one block of k. */
  private static void block(
      Transposition t,
      int m,
      int columns,
      int steps,
      float[] a,
      int aStart,
      int lda,
      boolean packA,
      float[] b,
      int bStart,
      int ldb,
      boolean packB,
      float[] c,
      int cStart,
      int ldc,
      boolean add) {
    Panels panels = Panels.current();
    int whole = columns / Lanes.COUNT * Lanes.COUNT;
    if (packB) {
      if (t == Transposition.NT) {
        Packing.transposedBlock(columns, steps, b, bStart, ldb, panels.b);
      } else {
        Packing.block(columns, steps, b, bStart, ldb, panels.b);
      }
    } else if (whole < columns) {
      Packing.block(columns - whole, steps, b, bStart + whole, ldb, panels.b);
    }
    int count = Shares.count(m, MR);
    for (int panel = 0; panel < count; panel++) {
      int i = Shares.start(m, count, panel);
      int rows = Shares.start(m, count, panel + 1) - i;
      int ai = aStart + (t == Transposition.TN ? i : i * lda);
      if (packA) {
        Packing.panelOfA(rows, steps, a, ai, lda, panels.a);
      }
      LayoutOfA layout =
          packA ? LayoutOfA.PACKED : t == Transposition.TN ? LayoutOfA.COLUMNS : LayoutOfA.ROWS;
      float[] aSource = packA ? panels.a : a;
      int aFrom = packA ? 0 : ai;
      int ci = cStart + i * ldc;
      if (packB) {
        row(
            layout,
            rows,
            columns,
            steps,
            aSource,
            aFrom,
            lda,
            true,
            panels.b,
            0,
            ldb,
            c,
            ci,
            ldc,
            add,
            panels.tile);
      } else {
        row(
            layout,
            rows,
            whole,
            steps,
            aSource,
            aFrom,
            lda,
            false,
            b,
            bStart,
            ldb,
            c,
            ci,
            ldc,
            add,
            panels.tile);
        row(
            layout,
            rows,
            columns - whole,
            steps,
            aSource,
            aFrom,
            lda,
            true,
            panels.b,
            0,
            ldb,
            c,
            ci + whole,
            ldc,
            add,
            panels.tile);
      }
    }
  }

  /**
   * One panel of A times a block of B: a row of tiles. Where the last vector of a row of C is not
   * whole, the tile works on {@code edge}, and the columns that exist are copied.
   */
  private static void row(
      LayoutOfA layoutA,
      int rows,
      int columns,
      int steps,
      float[] a,
      int aStart,
      int lda,
      boolean packedB,
      float[] b,
      int bStart,
      int ldb,
      float[] c,
      int cStart,
      int ldc,
      boolean add,
      float[] edge) {
    for (int j = 0; j < columns; j += NR) {
      int width = Math.min(NR, columns - j);
      int vectors = Shares.count(width, Lanes.COUNT);
      Tile tile = Tiles.get(rows, vectors, layoutA, packedB, add);
      int bj = packedB ? j * steps : bStart + j;
      if (width % Lanes.COUNT == 0) {
        tile.run(steps, a, aStart, lda, b, bj, ldb, c, cStart + j, ldc);
      } else {
        if (add) {
          EdgeCopy.run(rows, width, c, cStart + j, ldc, edge, 0, NR);
        }
        tile.run(steps, a, aStart, lda, b, bj, ldb, edge, 0, NR);
        EdgeCopy.run(rows, width, edge, 0, NR, c, cStart + j, ldc);
      }
    }
  }
}
