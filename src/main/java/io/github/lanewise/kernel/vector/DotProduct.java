package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.SumOrder;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * A·Bᵀ with few rows or columns, by {@link DotTile}s of up to 16 elements.
 *
 * <pre>
 * for j in columns by width      some rows of B, which stay in the first-level cache
 *   for i in rows by height      one tile; the other way round if there are more rows
 * </pre>
 */
final class DotProduct extends PlannedProduct {

  /** Elements whose chains stay in registers beside what else a step needs. */
  static final int SUMS =
      Math.min(ChainSum.ELEMENTS, (TileShapes.SMALL ? 8 : 24) / ChainEmitter.PARTS);

  /** Rows of B that are read side by side where all lie in one set of the first-level cache. */
  private static final int FEW_ROWS = 8;

  private static final int L = Lanes.COUNT;

  private static final ConcurrentMap<DotTile.Shape, DotTile> TILES = new ConcurrentHashMap<>();
  private static final ConcurrentMap<ChainSum.Shape, ChainSum> SUMS_OF_CHAINS =
      new ConcurrentHashMap<>();

  private final ProductShape shape;
  private final int height;
  private final int width;

  /** Kernels of whole tiles, of the columns left over, of the rows left over, and of both. */
  private final DotTile[] tiles = new DotTile[4];

  private final ChainSum[] chainSums = new ChainSum[4];

  /** Terms beyond the last whole step, and lanes for them, from lane 0, L, … on. */
  private final int rest;

  private final VectorMask<Float>[] restMasks;

  @SuppressWarnings({"unchecked", "rawtypes"})
  DotProduct(ProductShape shape) {
    this.shape = shape;
    this.rest = shape.k() % SumOrder.CHAINS;
    this.restMasks = new VectorMask[ChainEmitter.PARTS];
    for (int part = 0; part < ChainEmitter.PARTS; part++) {
      restMasks[part] = Lanes.F.indexInRange(0, Math.clamp(rest - part * L, 0, L));
    }
    this.height = height(shape.m(), shape.n(), shape.k());
    int most = shape.ldb() % PackedProduct.CROWDING == 0 ? FEW_ROWS : SUMS;
    this.width = Math.min(width(height, shape.n()), most);
    for (int kind = 0; kind < tiles.length; kind++) {
      int rows = kind < 2 ? height : shape.m() % height;
      int columns = kind % 2 == 0 ? width : shape.n() % width;
      if (rows > 0 && columns > 0) {
        tiles[kind] =
            TILES.computeIfAbsent(
                new DotTile.Shape(rows, columns, shape.lda(), shape.ldb(), rest == 0),
                DotEmitter::emit);
        chainSums[kind] =
            SUMS_OF_CHAINS.computeIfAbsent(
                new ChainSum.Shape(rows, columns, shape.ldc(), shape.accumulate(), rest == 0),
                ChainSumEmitter::emit);
      }
    }
  }

  /**
   * Rows of a tile: those with which there are the fewest tiles, since adding up its chains takes
   * as long as some hundred terms do. Among these it is the tile that reads the least a step, or,
   * where the smaller operand and a tile's part of the other crowd the first-level cache, the one
   * that reads B the least often.
   */
  static int height(int m, int n, int k) {
    int best = 1;
    for (int height = 2; height <= Math.min(m, SUMS); height++) {
      int tiles = tiles(m, n, height) - tiles(m, n, best);
      int inUse = m <= n ? m + width(best, n) : n + best;
      boolean crowded = 4L * k * inUse >= PackedProduct.CACHES.l1();
      boolean better = crowded || height + width(height, n) < best + width(best, n);
      if (tiles < 0 || tiles == 0 && better) {
        best = height;
      }
    }
    return best;
  }

  private static int width(int height, int n) {
    return Math.min(n, SUMS / height);
  }

  private static int tiles(int m, int n, int height) {
    return Shares.count(m, height) * Shares.count(n, width(height, n));
  }

  @Override
  void run(float[] a, int a0, float[] b, int b0, float[] c, int c0, float scale) {
    float[] chains = Scratch.ofThisThread().near;
    if (shape.m() <= shape.n()) {
      for (int j = 0; j < shape.n(); j += width) {
        for (int i = 0; i < shape.m(); i += height) {
          tile(chains, i, j, a, a0, b, b0, c, c0);
        }
      }
    } else {
      for (int i = 0; i < shape.m(); i += height) {
        for (int j = 0; j < shape.n(); j += width) {
          tile(chains, i, j, a, a0, b, b0, c, c0);
        }
      }
    }
  }

  private void tile(
      float[] chains, int i, int j, float[] a, int a0, float[] b, int b0, float[] c, int c0) {
    int rows = Math.min(height, shape.m() - i);
    int columns = Math.min(width, shape.n() - j);
    int kind = (rows == height ? 0 : 2) + (columns == width ? 0 : 1);
    int ai = a0 + i * shape.lda();
    int bj = b0 + j * shape.ldb();
    int whole = shape.k() - rest;
    tiles[kind].run(whole, a, ai, b, bj, chains);
    if (rest > 0) {
      addRest(chains, a, ai + whole, rows, b, bj + whole, columns);
    }
    chainSums[kind].run(chains, c, c0 + i * shape.ldc() + j);
  }

  /** The terms beyond the last whole step, filled up with terms 0·0. */
  private void addRest(
      float[] chains, float[] a, int a0, int rows, float[] b, int b0, int columns) {
    for (int part = 0; part < ChainEmitter.PARTS; part++) {
      VectorMask<Float> mask = restMasks[part];
      for (int r = 0; r < rows; r++) {
        FloatVector x = FloatVector.fromArray(Lanes.F, a, a0 + r * shape.lda() + part * L, mask);
        int at = DotTile.CHAINS + r * columns * SumOrder.CHAINS + part * L;
        for (int s = 0; s < columns; s++) {
          Lanes.CLASS
              .cast(
                  FloatVector.fromArray(Lanes.F, b, b0 + s * shape.ldb() + part * L, mask)
                      .fma(x, FloatVector.fromArray(Lanes.F, chains, at)))
              .intoArray(chains, at);
          at += SumOrder.CHAINS;
        }
      }
    }
  }
}
