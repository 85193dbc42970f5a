package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.CacheSizes;
import io.github.lanewise.kernel.SumOrder;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * A·Bᵀ with few rows or columns, by {@link DotTile}s of up to 16 elements; of A with more rows than
 * B the other way round.
 *
 * <pre>
 * for some rows of B             they stay in the second-level cache
 *   for some rows of A           they stay in the first-level cache
 *     for j by width             some of these rows of B, which stay there as well
 *       for i by height          one tile
 * </pre>
 */
final class DotProduct extends PlannedProduct {

  /** Vectors of chains that stay in registers beside what else a step needs. */
  private static final int VECTORS = TileShapes.SMALL ? 8 : 24;

  /** Elements whose chains these are. */
  static final int SUMS = Math.min(ChainSum.ELEMENTS, VECTORS / ChainEmitter.PARTS);

  /** The same if there is a rest: more vectors, and C1 runs out of virtual registers. */
  static final int SUMS_WITH_REST = Math.min(SUMS, 16 / ChainEmitter.PARTS);

  /**
   * The same if they are summed part by part, or none. Only 16 registers ask for it, and of more
   * than two parts C1 runs out of virtual registers.
   */
  static final int SUMS_OF_PARTS = TileShapes.SMALL && ChainEmitter.PARTS == 2 ? 8 : 0;

  /** Rows of the operand with fewer from which on those of the other are read often enough. */
  private static final int ROWS_OF_PARTS = 9;

  /** Rows of B that are read side by side where all lie in one set of the first-level cache. */
  private static final int FEW_ROWS = 8;

  private static final int L = Lanes.COUNT;

  private static final ConcurrentMap<DotTile.Shape, DotTile> TILES = new ConcurrentHashMap<>();
  private static final ConcurrentMap<ChainSum.Shape, ChainSum> SUMS_OF_CHAINS =
      new ConcurrentHashMap<>();

  private final ProductShape shape;
  private final int height;
  private final int width;

  /** Whether A has the fewer rows, or as many as B. */
  private final boolean fewAreOfA;

  /**
   * Rows of the operand with fewer, and of the other, in a block. All, unless the one does not fit
   * the first-level cache, nor the other the second. Part by part a tile reads its rows twice, for
   * which a block is too small.
   */
  private final int fewAtOnce;

  private final int manyAtOnce;

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
    boolean partByPart = isPartByPart(shape);
    int sums = partByPart ? SUMS_OF_PARTS : rest > 0 ? SUMS_WITH_REST : SUMS;
    this.height = height(shape.m(), shape.n(), sums);
    int most = shape.sharesOneSet() ? FEW_ROWS : sums;
    this.width = Math.min(width(height, shape.n(), sums), most);
    this.fewAreOfA = shape.m() <= shape.n();
    int few = Math.min(shape.m(), shape.n());
    int many = Math.max(shape.m(), shape.n());
    int ofFew = fewAreOfA ? height : width;
    int ofMany = fewAreOfA ? width : height;
    long bytesOfRow = 4L * shape.k();
    CacheSizes caches = PackedProduct.CACHES;
    boolean fewAreNear = bytesOfRow * (few + ofMany) <= caches.l1() / 8 * 7;
    boolean manyAreNear = bytesOfRow * many <= caches.l2() / 8 * 7;
    if (partByPart || fewAreNear || manyAreNear) {
      this.fewAtOnce = few;
      this.manyAtOnce = many;
    } else {
      int blocks = (int) Math.min(few, Math.ceilDiv(bytesOfRow * few, caches.l1() / 2));
      this.fewAtOnce = Shares.count(Shares.count(few, blocks), ofFew) * ofFew;
      this.manyAtOnce = (int) Math.max(1, caches.l2() / 2 / bytesOfRow / ofMany) * ofMany;
    }
    for (int kind = 0; kind < tiles.length; kind++) {
      int rows = kind < 2 ? height : shape.m() % height;
      int columns = kind % 2 == 0 ? width : shape.n() % width;
      if (rows > 0 && columns > 0) {
        DotTile.Shape tile =
            new DotTile.Shape(rows, columns, shape.lda(), shape.ldb(), partByPart, rest > 0);
        tiles[kind] = TILES.computeIfAbsent(tile, DotEmitter::emit);
        chainSums[kind] =
            SUMS_OF_CHAINS.computeIfAbsent(
                new ChainSum.Shape(rows, columns, shape.ldc(), shape.accumulate(), tile.adds()),
                ChainSumEmitter::emit);
      }
    }
  }

  /**
   * Rows of a tile: those with which there are the fewest tiles, since adding up its chains takes
   * as long as some hundred terms do, and among these the one that reads the least a step.
   */
  static int height(int m, int n, int sums) {
    int best = 1;
    for (int height = 2; height <= Math.min(m, sums); height++) {
      int tiles = tiles(m, n, height, sums) - tiles(m, n, best, sums);
      boolean better = height + width(height, n, sums) < best + width(best, n, sums);
      if (tiles < 0 || tiles == 0 && better) {
        best = height;
      }
    }
    return best;
  }

  private static int width(int height, int n, int sums) {
    return Math.min(n, sums / height);
  }

  private static int tiles(int m, int n, int height, int sums) {
    return Shares.count(m, height) * Shares.count(n, width(height, n, sums));
  }

  /**
   * Whether it reads its rows once for each part of the chains. Where there are few registers that
   * takes fewer loads a multiply-add, but what comes from far away comes with the first part, and
   * has to serve for many.
   */
  private static boolean isPartByPart(ProductShape shape) {
    long bytes = 4L * shape.k() * (shape.m() + shape.n());
    int few = Math.min(shape.m(), shape.n());
    return SUMS_OF_PARTS > 0
        && (bytes <= PackedProduct.CACHES.l1()
            || few >= ROWS_OF_PARTS && bytes <= PackedProduct.CACHES.l2());
  }

  @Override
  void run(float[] a, int a0, float[] b, int b0, float[] c, int c0, float scale) {
    float[] chains = Scratch.ofThisThread().near;
    if (fewAreOfA) {
      copyRests(a, a0, shape.m(), shape.lda(), chains, DotTile.RESTS_OF_FEW);
    } else {
      copyRests(b, b0, shape.n(), shape.ldb(), chains, DotTile.RESTS_OF_FEW);
    }
    int few = fewAreOfA ? shape.m() : shape.n();
    int many = fewAreOfA ? shape.n() : shape.m();
    for (int y = 0; y < many; y += manyAtOnce) {
      for (int x = 0; x < few; x += fewAtOnce) {
        int endX = Math.min(few, x + fewAtOnce);
        int endY = Math.min(many, y + manyAtOnce);
        block(x, endX, y, endY, chains, a, a0, b, b0, c, c0);
      }
    }
  }

  private void block(
      int startX,
      int endX,
      int startY,
      int endY,
      float[] chains,
      float[] a,
      int a0,
      float[] b,
      int b0,
      float[] c,
      int c0) {
    if (fewAreOfA) {
      for (int j = startY; j < endY; j += width) {
        int columns = Math.min(width, endY - j);
        copyRests(b, b0 + j * shape.ldb(), columns, shape.ldb(), chains, DotTile.RESTS_OF_MANY);
        for (int i = startX; i < endX; i += height) {
          int restA = DotTile.RESTS_OF_FEW + i * SumOrder.CHAINS;
          tile(chains, i, j, a, a0, restA, b, b0, DotTile.RESTS_OF_MANY, c, c0);
        }
      }
    } else {
      for (int i = startY; i < endY; i += height) {
        int rows = Math.min(height, endY - i);
        copyRests(a, a0 + i * shape.lda(), rows, shape.lda(), chains, DotTile.RESTS_OF_MANY);
        for (int j = startX; j < endX; j += width) {
          int restB = DotTile.RESTS_OF_FEW + j * SumOrder.CHAINS;
          tile(chains, i, j, a, a0, DotTile.RESTS_OF_MANY, b, b0, restB, c, c0);
        }
      }
    }
  }

  /** The terms beyond the last whole step of some rows, filled up with zeros. */
  private void copyRests(float[] x, int x0, int rows, int stride, float[] chains, int to) {
    if (rest > 0) {
      int start = x0 + shape.k() - rest;
      for (int part = 0; part < ChainEmitter.PARTS; part++) {
        VectorMask<Float> mask = restMasks[part];
        for (int i = 0; i < rows; i++) {
          FloatVector terms =
              FloatVector.fromArray(Lanes.F, x, start + i * stride + part * L, mask);
          Lanes.CLASS.cast(terms).intoArray(chains, to + i * SumOrder.CHAINS + part * L);
        }
      }
    }
  }

  private void tile(
      float[] chains,
      int i,
      int j,
      float[] a,
      int a0,
      int restA,
      float[] b,
      int b0,
      int restB,
      float[] c,
      int c0) {
    int kind = (shape.m() - i >= height ? 0 : 2) + (shape.n() - j >= width ? 0 : 1);
    int ai = a0 + i * shape.lda();
    int bj = b0 + j * shape.ldb();
    tiles[kind].run(shape.k() - rest, a, ai, b, bj, chains, restA, restB);
    chainSums[kind].run(chains, c, c0 + i * shape.ldc() + j);
  }
}
