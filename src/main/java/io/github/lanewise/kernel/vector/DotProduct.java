package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.SumOrder;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * A·Bᵀ with few rows, by {@link DotTile}s of up to 16 elements: from 1×16 to 8×2 rows of A and B.
 */
final class DotProduct extends PlannedProduct {

  /** Chains stay in registers beside what else a step needs. */
  static final int SUMS =
      Math.min(ChainSums.ELEMENTS, (TileShapes.REGISTERS == 32 ? 24 : 8) / DotEmitter.PARTS);

  /** Rows of A at once: the more, the fewer times B is read; two rows of B share what A costs. */
  static final int MOST_ROWS = Math.max(1, SUMS / 2);

  private static final int L = Lanes.COUNT;

  private static final ConcurrentMap<DotTile.Shape, DotTile> EMITTED = new ConcurrentHashMap<>();

  private final ProductShape shape;

  /** Kernels by rows of A and rows of B; null where the shape has no use for one. */
  private final DotTile[][] tiles = new DotTile[MOST_ROWS + 1][SUMS + 1];

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
    for (int i = 0; i < shape.m(); i += rows(shape.m() - i)) {
      int rows = rows(shape.m() - i);
      int most = SUMS / rows;
      for (int columns : new int[] {Math.min(most, shape.n()), shape.n() % most}) {
        if (columns > 0 && tiles[rows][columns] == null) {
          tiles[rows][columns] =
              EMITTED.computeIfAbsent(
                  new DotTile.Shape(rows, columns, shape.lda(), shape.ldb()), DotEmitter::emit);
        }
      }
    }
  }

  /** Rows of A of the next tile. */
  private static int rows(int left) {
    return Math.min(left, MOST_ROWS);
  }

  @Override
  void run(float[] a, int a0, float[] b, int b0, float[] c, int c0, float scale) {
    float[] chains = Scratch.ofThisThread().tile;
    int i = 0;
    while (i < shape.m()) {
      int rows = rows(shape.m() - i);
      int most = SUMS / rows;
      int ai = a0 + i * shape.lda();
      int ci = c0 + i * shape.ldc();
      for (int j = 0; j < shape.n(); j += most) {
        int columns = Math.min(most, shape.n() - j);
        tile(chains, a, ai, rows, b, b0 + j * shape.ldb(), columns, c, ci + j);
      }
      i += rows;
    }
  }

  private void tile(
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
    tiles[rows][columns].run(whole, a, a0, b, b0, chains);
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
    int e = 0;
    for (int r = 0; r < rows; r++) {
      int ci = c0 + r * shape.ldc();
      for (int s = 0; s < columns; s++) {
        c[ci + s] = sums[e++];
      }
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
          FloatVector.fromArray(Lanes.F, b, b0 + s * shape.ldb() + part * L, mask)
              .fma(x, FloatVector.fromArray(Lanes.F, chains, at))
              .intoArray(chains, at);
          at += SumOrder.CHAINS;
        }
      }
    }
  }
}
