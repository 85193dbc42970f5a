package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.SumOrder;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A·Bᵀ with few rows, by {@link DotTile}s: each row of B is read once for all rows of A, nearly.
 */
final class DotProduct {

  /** Sums that stay in registers beside what else a step needs. */
  static final int SUMS = (TileShapes.REGISTERS == 32 ? 24 : 8) / DotEmitter.PARTS;

  /** More rows of A would leave too few of B to share a loaded vector. */
  static final int MOST_ROWS = SUMS >= 24 ? 4 : SUMS >= 12 ? 3 : SUMS >= 4 ? 2 : 1;

  /** More rows of B at once are more streams than a prefetcher follows. */
  private static final int MOST_COLUMNS = 8;

  private static final AtomicReferenceArray<DotTile> EMITTED =
      new AtomicReferenceArray<>((MOST_ROWS + 1) * (MOST_COLUMNS + 1));

  private DotProduct() {}

  /** Most rows of B for a tile of so many rows of A. */
  static int columns(int rows) {
    return Math.min(MOST_COLUMNS, SUMS / rows);
  }

  static void run(ProductCall call) {
    int rowParts = Shares.count(call.m, MOST_ROWS);
    int columnParts = Shares.count(call.n, columns(Shares.count(call.m, rowParts)));
    int j = 0;
    for (int column = 0; column < columnParts; column++) {
      int columns = Shares.length(call.n, columnParts, column);
      int i = 0;
      for (int row = 0; row < rowParts; row++) {
        int rows = Shares.length(call.m, rowParts, row);
        tile(call, i, rows, j, columns);
        i += rows;
      }
      j += columns;
    }
  }

  private static void tile(ProductCall call, int i, int rows, int j, int columns) {
    int whole = call.k & -SumOrder.CHAINS;
    int rest = call.k - whole;
    int a0 = call.aOffset + i * call.lda;
    int b0 = call.bOffset + j * call.ldb;
    float[] chains = call.tile;
    kernel(rows, columns).run(whole, call.a, a0, call.lda, call.b, b0, call.ldb, chains);
    for (int r = 0; r < rows; r++) {
      int ci = call.cOffset + (i + r) * call.ldc + j;
      int ar = a0 + r * call.lda + whole;
      for (int s = 0; s < columns; s++) {
        int start = SumOrder.CHAINS * (r * columns + s);
        if (rest > 0) {
          Chains.addRest(rest, call.a, ar, call.b, b0 + s * call.ldb + whole, chains, start);
        }
        float sum = Chains.sum(chains, start);
        call.c[ci + s] = call.accumulate ? call.c[ci + s] + sum : sum;
      }
    }
  }

  private static DotTile kernel(int rows, int columns) {
    int index = rows * (MOST_COLUMNS + 1) + columns;
    DotTile tile = EMITTED.getAcquire(index);
    return tile != null ? tile : emit(index, rows, columns);
  }

  private static synchronized DotTile emit(int index, int rows, int columns) {
    DotTile tile = EMITTED.getAcquire(index);
    if (tile == null) {
      tile = DotEmitter.emit(new DotTile.Shape(rows, columns));
      EMITTED.setRelease(index, tile);
    }
    return tile;
  }
}
