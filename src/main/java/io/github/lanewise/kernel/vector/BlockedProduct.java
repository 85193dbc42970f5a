package io.github.lanewise.kernel.vector;

import static io.github.lanewise.kernel.vector.ProductCall.BLOCKING;
import static io.github.lanewise.kernel.vector.ProductCall.NR;

import io.github.lanewise.kernel.Transposition;
import io.github.lanewise.kernel.vector.Tile.LayoutOfA;

/**
 * A product by register tiles. The loops, from outside to inside: steps of k by kc, rows of C by mc
 * (panels of A are packed here), columns of C by nc (a block of B is packed here), rows of the
 * block by the tile's, columns by the tile's. Splitting k stores C and loads it again, which is
 * exact. An operand that is used too few times to repay the copy, or that lies as the tiles want
 * it, is read in place.
 *
 * <p>The columns of a block are cut into {@link Groups} of vectors. A block narrower than one
 * vector is read and written with a mask or, if B is packed, filled up with zeros.
 */
final class BlockedProduct {

  /**
   * Panels of A that must read a block of B, and tiles that must read a panel of A, for the copy to
   * pay.
   */
  private static final int USES_THAT_PAY = 4;

  /** Steps whose lines of A, a row stride apart each, would crowd the first-level cache. */
  private static final int MANY_STEPS = 128;

  /** Elements of B up to which reading it in place, at a row stride, costs nothing. */
  private static final int SMALL_B = 16 << 10;

  /** Rows of a block of packed A: with kc steps 4 MiB, a share of the last-level cache. */
  private static final int MOST_PACKED_ROWS = 2040;

  private static final int L = Lanes.COUNT;

  private BlockedProduct() {}

  static void run(ProductCall call) {
    boolean smallB = (long) call.k * call.n <= SMALL_B;
    boolean packA =
        call.t == Transposition.TN && call.n > USES_THAT_PAY * NR && call.k > MANY_STEPS;
    boolean packB =
        call.t == Transposition.NT
            || call.m > USES_THAT_PAY * ProductCall.MR && (!smallB || call.n < L);
    int width = width(call.n, packB);
    int mc = packA ? Math.min(call.m, MOST_PACKED_ROWS) : call.m;
    int nc = packB ? BLOCKING.nc() : call.n;
    int p = 0;
    do {
      int steps = Math.min(BLOCKING.kc(), call.k - p);
      for (int i = 0; i < call.m; i += mc) {
        int rows = Math.min(mc, call.m - i);
        if (packA) {
          packA(call, i, rows, width, p, steps);
        }
        for (int j = 0; j < call.n; j += nc) {
          int columns = Math.min(nc, call.n - j);
          if (packB) {
            packB(call, j, columns, width, p, steps);
          }
          rows(call, i, rows, j, columns, width, p, steps, packA, packB);
        }
      }
      p += steps;
    } while (p < call.k);
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

  private static void packA(ProductCall call, int i, int rows, int width, int p, int steps) {
    float[] panels = call.aPanels(rows * steps);
    int mr = TileShapes.rows(width);
    for (int r = 0; r < rows; r += mr) {
      int start = call.aOffset + p * call.lda + i + r;
      Packing.panelOfA(Math.min(mr, rows - r), steps, call.a, start, call.lda, panels, r * steps);
    }
  }

  private static void packB(ProductCall call, int j, int columns, int width, int p, int steps) {
    if (call.t == Transposition.NT) {
      int start = call.bOffset + j * call.ldb + p;
      Packing.transposedBlock(
          columns, width, steps, call.b, start, call.ldb, call.block, call.between);
    } else {
      int start = call.bOffset + p * call.ldb + j;
      Packing.block(columns, width, steps, call.b, start, call.ldb, call.block);
    }
  }

  /** A rectangle of C, over some steps. */
  private static void rows(
      ProductCall call,
      int i,
      int height,
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
    LayoutOfA layout = packA ? LayoutOfA.PACKED : transposed ? LayoutOfA.COLUMNS : LayoutOfA.ROWS;
    float[] a = packA ? call.aPanels(height * steps) : call.a;
    for (int r = 0; r < height; r += mr) {
      int rows = Math.min(mr, height - r);
      int row = i + r;
      int inPlace = call.aOffset + (transposed ? p * call.lda + row : row * call.lda + p);
      int aStart = packA ? r * steps : inPlace;
      int cStart = call.cOffset + row * call.ldc + j;
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
