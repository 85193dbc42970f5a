package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.SumOrder;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A·Bᵀ with few rows, by {@link DotTile}s: each row of B is read once for all rows of A, nearly.
 */
final class DotProducts {

  /** Sums that stay in registers beside what else a step needs. */
  private static final int SUMS = (TileShapes.REGISTERS == 32 ? 24 : 8) / DotEmitter.PARTS;

  /** More rows of A would leave too few of B to share a loaded vector. */
  static final int MOST_ROWS = SUMS >= 24 ? 4 : SUMS >= 12 ? 3 : SUMS >= 4 ? 2 : 1;

  /** More rows of B at once are more streams than a prefetcher follows. */
  private static final int MOST_COLUMNS = 8;

  private static final AtomicReferenceArray<DotTile> EMITTED =
      new AtomicReferenceArray<>((MOST_ROWS + 1) * (MOST_COLUMNS + 1));

  private static final ThreadLocal<float[]> CHAINS =
      ThreadLocal.withInitial(() -> new float[SumOrder.CHAINS * SUMS]);

  private DotProducts() {}

  /** Most rows of B for a tile of so many rows of A. */
  static int columns(int rows) {
    return Math.min(MOST_COLUMNS, SUMS / rows);
  }

  static void run(
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
    float[] chains = CHAINS.get();
    int rowParts = Shares.count(m, MOST_ROWS);
    int columnParts = Shares.count(n, columns(Shares.count(m, rowParts)));
    for (int column = 0; column < columnParts; column++) {
      int j = Shares.start(n, columnParts, column);
      int columns = Shares.start(n, columnParts, column + 1) - j;
      for (int row = 0; row < rowParts; row++) {
        int i = Shares.start(m, rowParts, row);
        int rows = Shares.start(m, rowParts, row + 1) - i;
        tile(
            rows,
            columns,
            k,
            a,
            aOffset + i * lda,
            lda,
            b,
            bOffset + j * ldb,
            ldb,
            chains,
            c,
            cOffset + i * ldc + j,
            ldc,
            accumulate);
      }
    }
  }

  private static void tile(
      int rows,
      int columns,
      int k,
      float[] a,
      int a0,
      int lda,
      float[] b,
      int b0,
      int ldb,
      float[] chains,
      float[] c,
      int c0,
      int ldc,
      boolean accumulate) {
    int whole = k & -SumOrder.CHAINS;
    kernel(rows, columns).run(whole, a, a0, lda, b, b0, ldb, chains);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        int start = SumOrder.CHAINS * (i * columns + j);
        if (whole < k) {
          Chains.addRest(
              k - whole, a, a0 + i * lda + whole, b, b0 + j * ldb + whole, chains, start);
        }
        float sum = Chains.sum(chains, start);
        int ci = c0 + i * ldc + j;
        c[ci] = accumulate ? c[ci] + sum : sum;
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
