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
      Math.min(ChainSums.ELEMENTS, (TileShapes.REGISTERS == 32 ? 24 : 8) / DotEmitter.PARTS);

  private static final int L = Lanes.COUNT;

  private static final ConcurrentMap<DotTile.Shape, DotTile> EMITTED = new ConcurrentHashMap<>();

  private final ProductShape shape;
  private final int height;
  private final int width;

  /** Kernels of whole tiles, of the columns left over, of the rows left over, and of both. */
  private final DotTile[] tiles = new DotTile[4];

  /** Terms beyond the last whole step, and lanes for them, from lane 0, L, … on. */
  private final int rest;

  private final VectorMask<Float>[] restMasks;

  @SuppressWarnings({"unchecked", "rawtypes"})
  DotProduct(ProductShape shape) {
    this.shape = shape;
    this.rest = shape.k() % SumOrder.CHAINS;
    this.restMasks = new VectorMask[DotEmitter.PARTS];
    for (int part = 0; part < DotEmitter.PARTS; part++) {
      restMasks[part] = Lanes.F.indexInRange(0, Math.clamp(rest - part * L, 0, L));
    }
    this.height = height(shape.m(), shape.n(), shape.k());
    this.width = width(height, shape.n());
    for (int kind = 0; kind < tiles.length; kind++) {
      int rows = kind < 2 ? height : shape.m() % height;
      int columns = kind % 2 == 0 ? width : shape.n() % width;
      if (rows > 0 && columns > 0) {
        tiles[kind] =
            EMITTED.computeIfAbsent(
                new DotTile.Shape(rows, columns, shape.lda(), shape.ldb()), DotEmitter::emit);
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
    float[] chains = Scratch.ofThisThread().tile;
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
    DotTile tile = tiles[(rows == height ? 0 : 2) + (columns == width ? 0 : 1)];
    int ai = a0 + i * shape.lda();
    int bj = b0 + j * shape.ldb();
    tile(tile, chains, a, ai, rows, b, bj, columns, c, c0 + i * shape.ldc() + j);
  }

  private void tile(
      DotTile tile,
      float[] chains,
      float[] a,
      int a0,
      int rows,
      float[] b,
      int b0,
      int columns,
      float[] c,
      int c0) {
    int whole = shape.k() - rest;
    tile.run(whole, a, a0, b, b0, chains);
    if (rest > 0) {
      addRest(chains, a, a0 + whole, rows, b, b0 + whole, columns);
    }
    ChainSums.run(chains);
    if (shape.accumulate()) {
      add(chains, rows, columns, c, c0);
    } else {
      store(chains, rows, columns, c, c0);
    }
  }

  private void store(float[] sums, int rows, int columns, float[] c, int c0) {
    if (rows == 1 && columns == L) {
      FloatVector.fromArray(Lanes.F, sums, 0).intoArray(c, c0);
      return;
    }
    if (columns == 4) {
      storeFours(sums, rows, c, c0);
      return;
    }
    if (columns == 2) {
      storePairs(sums, rows, c, c0);
      return;
    }
    int e = 0;
    for (int r = 0; r < rows; r++) {
      int ci = c0 + r * shape.ldc();
      for (int s = 0; s < columns; s++) {
        c[ci + s] = sums[e++];
      }
    }
  }

  /** The most frequent widths without an inner loop, which takes two to four times as long. */
  private void storePairs(float[] sums, int rows, float[] c, int c0) {
    int ci = c0;
    for (int e = 0; e < 2 * rows; e += 2) {
      c[ci] = sums[e];
      c[ci + 1] = sums[e + 1];
      ci += shape.ldc();
    }
  }

  private void storeFours(float[] sums, int rows, float[] c, int c0) {
    int ci = c0;
    for (int e = 0; e < 4 * rows; e += 4) {
      c[ci] = sums[e];
      c[ci + 1] = sums[e + 1];
      c[ci + 2] = sums[e + 2];
      c[ci + 3] = sums[e + 3];
      ci += shape.ldc();
    }
  }

  private void add(float[] sums, int rows, int columns, float[] c, int c0) {
    int e = 0;
    for (int r = 0; r < rows; r++) {
      int ci = c0 + r * shape.ldc();
      for (int s = 0; s < columns; s++) {
        c[ci + s] += sums[e++];
      }
    }
  }

  /** The terms beyond the last whole step, filled up with terms 0·0. */
  private void addRest(
      float[] chains, float[] a, int a0, int rows, float[] b, int b0, int columns) {
    for (int part = 0; part < DotEmitter.PARTS; part++) {
      VectorMask<Float> mask = restMasks[part];
      for (int r = 0; r < rows; r++) {
        FloatVector x = FloatVector.fromArray(Lanes.F, a, a0 + r * shape.lda() + part * L, mask);
        int at = r * columns * SumOrder.CHAINS + part * L;
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
