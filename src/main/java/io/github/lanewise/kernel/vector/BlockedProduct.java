package io.github.lanewise.kernel.vector;

import static io.github.lanewise.kernel.vector.ProductCall.BLOCKING;
import static io.github.lanewise.kernel.vector.ProductCall.NR;

import io.github.lanewise.kernel.Transposition;
import io.github.lanewise.kernel.vector.Tile.LayoutOfA;

/**
 * A product by register tiles. The loops, from outside to inside: columns of C by nc, steps of k by
 * kc (a block of B is packed here), rows of C by the tile's (a panel of A is packed here), columns
 * of the block by the tile's. Splitting k stores C and loads it again, which is exact. An operand
 * that is used too few times to repay the copy, or that lies as the tiles want it, is read in
 * place.
 *
 * <p>The columns of a block are cut into {@link Groups} of vectors. A block narrower than one vector
 * is read and written with a mask or, if B is packed, filled up with zeros.
 */
final class BlockedProduct {

  /** Panels of A that must read a block of B, and tiles that must read a panel of A, for the copy to pay. */
  private static final int USES_THAT_PAY = 4;

  /** Elements of B that stay in the first-level cache beside what passes by. */
  private static final int SMALL_B = 6 << 10;

  private static final int L = Lanes.COUNT;

  private BlockedProduct() {}

  static void run(ProductCall call) {
    boolean smallB = (long) call.k * call.n <= SMALL_B;
    boolean packA = call.t == Transposition.TN && call.n > USES_THAT_PAY * NR;
    boolean packB =
        call.t == Transposition.NT
            || call.m > USES_THAT_PAY * ProductCall.MR && (!smallB || call.n < L);
    int width = width(call.n, packB);
    int kc = BLOCKING.kc();
    int nc = packB ? BLOCKING.nc() : call.n;
    for (int j = 0; j < call.n; j += nc) {
      int columns = Math.min(nc, call.n - j);
      int p = 0;
      do {
        int steps = Math.min(kc, call.k - p);
        if (packB) {
          packB(call, j, columns, width, p, steps);
        }
        rows(call, j, columns, width, p, steps, packA, packB);
        p += steps;
      } while (p < call.k);
    }
  }

  /**
   * Vectors in a row of a tile. All shapes keep as many sums; fewer rows have fewer addresses to
   * keep, more rows read less of B.
   */
  private static int width(int n, boolean packB) {
    int vectors = Shares.count(n, L);
    if (packB || vectors < 3) {
      return TileShapes.MAIN_VECTORS;
    }
    return vectors % 4 == 0 || vectors % 4 == 3 && vectors > 3 ? 4 : vectors % 3 == 0 ? 3 : 2;
  }

  private static void packB(
      ProductCall call, int j, int columns, int width, int p, int steps) {
    if (call.t == Transposition.NT) {
      int start = call.bOffset + j * call.ldb + p;
      Packing.transposedBlock(
          columns, width, steps, call.b, start, call.ldb, call.block, call.between);
    } else {
      int start = call.bOffset + p * call.ldb + j;
      Packing.block(columns, width, steps, call.b, start, call.ldb, call.block);
    }
  }

  /** All rows of C, over some columns and steps. */
  private static void rows(
      ProductCall call,
      int j,
      int columns,
      int width,
      int p,
      int steps,
      boolean packA,
      boolean packB) {
    boolean transposed = call.t == Transposition.TN;
    boolean add = call.accumulate || p > 0;
    int bStart = call.bOffset + p * call.ldb + j;
    boolean masked = columns < L && !packB;
    int mr = masked ? TileShapes.MASKED_ROWS : TileShapes.rows(width);
    for (int i = 0; i < call.m; i += mr) {
      int rows = Math.min(mr, call.m - i);
      int aStart = call.aOffset + (transposed ? p * call.lda + i : i * call.lda + p);
      int cStart = call.cOffset + i * call.ldc + j;
      LayoutOfA layout = transposed ? LayoutOfA.COLUMNS : LayoutOfA.ROWS;
      float[] a = call.a;
      if (packA) {
        Packing.panelOfA(rows, steps, a, aStart, call.lda, call.aPanel);
        layout = LayoutOfA.PACKED;
        a = call.aPanel;
        aStart = 0;
      }
      if (columns >= L) {
        whole(call, layout, rows, columns, width, steps, a, aStart, packB, bStart, cStart, add);
      } else if (masked) {
        Tiles.get(rows, 1, layout, false, add, true)
            .run(
                steps, a, aStart, call.lda, call.b, bStart, call.ldb, call.c, cStart, call.ldc,
                columns);
      } else {
        filledUp(call, layout, rows, columns, steps, a, aStart, cStart, add);
      }
    }
  }

  private static void whole(
      ProductCall call,
      LayoutOfA layout,
      int rows,
      int columns,
      int width,
      int steps,
      float[] a,
      int aStart,
      boolean packB,
      int bStart,
      int cStart,
      boolean add) {
    float[] b = packB ? call.block : call.b;
    int groups = Groups.count(columns, width);
    for (int group = 0; group < groups; group++) {
      int start = Groups.start(columns, width, group);
      Tiles.get(rows, Groups.vectors(columns, width, group), layout, packB, add, false)
          .run(
              steps,
              a,
              aStart,
              call.lda,
              b,
              packB ? group * width * L * steps : bStart + start,
              call.ldb,
              call.c,
              cStart + start,
              call.ldc,
              Groups.last(columns, width, group));
    }
  }

  /** Fewer columns than lanes, packed with zeros: the tile works on memory of its own. */
  private static void filledUp(
      ProductCall call,
      LayoutOfA layout,
      int rows,
      int columns,
      int steps,
      float[] a,
      int aStart,
      int cStart,
      boolean add) {
    if (add) {
      EdgeCopy.run(rows, columns, call.c, cStart, call.ldc, call.tile, 0, L);
    }
    Tiles.get(rows, 1, layout, true, add, false)
        .run(steps, a, aStart, call.lda, call.block, 0, 0, call.tile, 0, L, 0);
    EdgeCopy.run(rows, columns, call.tile, 0, L, call.c, cStart, call.ldc);
  }
}
