package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.SumOrder;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A·Bᵀ with few rows, by {@link DotTile}s: each row of B is read once for all rows of A, nearly.
 */
final class DotProduct extends PlannedProduct {

  /** Sums that stay in registers beside what else a step needs. */
  static final int SUMS = (TileShapes.REGISTERS == 32 ? 24 : 8) / DotEmitter.PARTS;

  /** More rows of A would leave too few of B to share a loaded vector. */
  static final int MOST_ROWS = SUMS >= 24 ? 4 : SUMS >= 12 ? 3 : SUMS >= 4 ? 2 : 1;

  /** More rows of B at once are more streams than a prefetcher follows. */
  private static final int MOST_COLUMNS = 8;

  private static final AtomicReferenceArray<DotTile> EMITTED =
      new AtomicReferenceArray<>((MOST_ROWS + 1) * (MOST_COLUMNS + 1));

  private final ProductShape shape;

  DotProduct(ProductShape shape) {
    this.shape = shape;
  }

  /** Most rows of B for a tile of so many rows of A. */
  static int columns(int rows) {
    return Math.min(MOST_COLUMNS, SUMS / rows);
  }

  @Override
  void run(float[] a, int a0, float[] b, int b0, float[] c, int c0) {
    Scratch scratch = Scratch.ofThisThread();
    int rowParts = Shares.count(shape.m(), MOST_ROWS);
    int columnParts = Shares.count(shape.n(), columns(Shares.count(shape.m(), rowParts)));
    int j = 0;
    for (int column = 0; column < columnParts; column++) {
      int columns = Shares.length(shape.n(), columnParts, column);
      int i = 0;
      for (int row = 0; row < rowParts; row++) {
        int rows = Shares.length(shape.m(), rowParts, row);
        tile(scratch.tile, a, a0 + i * shape.lda(), rows, b, b0 + j * shape.ldb(), columns, c, c0 + i * shape.ldc() + j);
        i += rows;
      }
      j += columns;
    }
  }

  private void tile(float[] chains, float[] a, int a0, int rows, float[] b, int b0, int columns, float[] c, int c0) {
    int whole = shape.k() & -SumOrder.CHAINS;
    int rest = shape.k() - whole;
    int lda = shape.lda();
    int ldb = shape.ldb();
    kernel(rows, columns).run(whole, a, a0, lda, b, b0, ldb, chains);
    for (int r = 0; r < rows; r++) {
      int ci = c0 + r * shape.ldc();
      int ar = a0 + r * lda + whole;
      for (int s = 0; s < columns; s++) {
        int start = SumOrder.CHAINS * (r * columns + s);
        if (rest > 0) {
          Chains.addRest(rest, a, ar, b, b0 + s * ldb + whole, chains, start);
        }
        float sum = Chains.sum(chains, start);
        c[ci + s] = shape.accumulate() ? c[ci + s] + sum : sum;
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
