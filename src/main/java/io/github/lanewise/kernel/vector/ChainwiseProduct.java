package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.Epilogue;
import io.github.lanewise.kernel.SumOrder;
import io.github.lanewise.kernel.Transposition;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * A·Bᵀ in the interleaved order of {@link SumOrder} on a B that was packed once, one chain after
 * the other. A chain is a product of every sixteenth term, which tiles compute as any other: their
 * sums are elements of C, not terms of one element as in {@link DotTile}, and each load of B serves
 * all rows of a tile.
 *
 * <pre>
 * B, for group in columns            see Groups
 *      for chain                     terms chain, chain + 16, …, a line of nr columns each
 *      the row to be added to C      if there is one, a line
 *
 * A, for rows of a tile              copied for each product
 *      for chain                     terms chain, chain + 16, …, each row a line
 *
 * for group in columns
 *   for rows of a tile
 *     for chain                      one call for all of them: rows × nr sums each
 *   add up the chains by halves      add the row, and store
 * </pre>
 *
 * As in that order, k is filled up with terms 0·0, in the copies of both operands.
 */
final class ChainwiseProduct extends ProductOfPacked {

  private static final int L = Lanes.COUNT;
  private static final int CHAINS = SumOrder.CHAINS;
  private static final int WIDTH = PrepackedProduct.WIDTH;
  private static final int NR = WIDTH * L;

  /** Rows from which on a load of B serves enough of them. */
  private static final int FEWEST_ROWS = 3;

  /** Columns of B that must use the copy of A for it to pay. */
  private static final int FEWEST_COLUMNS = 32;

  /** Elements of B from which on its sums take more time than adding up the chains. */
  private static final int FEWEST_ELEMENTS = 8192;

  private final ProductShape shape;
  private final int steps;

  /** Between two rows of a chain in the copy of A. */
  private final int line;

  private final Part[] parts;

  /**
   * Some rows.
   *
   * @param ofA where they start in the copy of A
   * @param ofSums and in the sums
   * @param tiles for a group of one vector and of two
   */
  private record Part(int first, int rows, int ofA, int ofSums, Tile[] tiles) {}

  /** Whether products on such an operand are worth a copy of it: measured with 16 registers. */
  static boolean suits(int n, int k) {
    return TileShapes.SMALL
        && n >= FEWEST_COLUMNS
        && (long) n * k >= FEWEST_ELEMENTS
        && SumOrder.of(Transposition.NT, FEWEST_ROWS, n, k) == SumOrder.INTERLEAVED;
  }

  /** Whether so many rows of A make it faster than dot products. */
  static boolean pays(int m) {
    return m >= FEWEST_ROWS;
  }

  ChainwiseProduct(ProductShape shape) {
    super(shape.n());
    this.shape = shape;
    this.steps = Shares.count(shape.k(), CHAINS);
    this.line = Shares.count(steps, L) * L;
    this.parts = new Part[Shares.count(shape.m(), TileShapes.rows(WIDTH))];
    for (int i = 0; i < parts.length; i++) {
      int rows = Shares.length(shape.m(), parts.length, i);
      int first = Shares.start(shape.m(), parts.length, i);
      int ofA = Scratch.ALIGNED + first * CHAINS * line;
      int ofSums = Scratch.ALIGNED + first * CHAINS * NR;
      parts[i] = new Part(first, rows, ofA, ofSums, new Tile[] {tile(rows, 1), tile(rows, 2)});
    }
  }

  private Tile tile(int rows, int vectors) {
    return Tiles.get(Tile.Shape.ofPanel(rows, vectors, line, NR, Tile.Stack.OF_NEXT_B));
  }

  /** Copies B, n×k, and the row, if it is not empty, from {@link Scratch#ALIGNED} on. */
  static float[] pack(int n, int k, float[] b, int b0, int ldb, float[] row) {
    int steps = Shares.count(k, CHAINS);
    int padded = Shares.count(n, L) * L;
    int lines = CHAINS * steps + (row.length == 0 ? 0 : 1);
    float[] panels = new float[Scratch.ALIGNED + padded * lines];
    for (int group = 0; group < Groups.count(n, WIDTH); group++) {
      int vectors = Groups.vectors(n, WIDTH, group);
      int start = Groups.start(n, WIDTH, group);
      int last = Groups.last(n, WIDTH, group);
      int panel = Scratch.ALIGNED + Groups.vectorsBefore(n, WIDTH, group) * L * lines;
      for (int lane = 0; lane < vectors * L; lane++) {
        int column = start + (lane < (vectors - 1) * L ? lane : last + lane % L);
        for (int p = 0; p < k; p++) {
          int at = p % CHAINS * steps + p / CHAINS;
          panels[panel + at * vectors * L + lane] = b[b0 + column * ldb + p];
        }
      }
    }
    if (row.length > 0) {
      Packing.block(n, WIDTH, lines - 1, 1, lines, row, 0, n, panels, Scratch.ALIGNED);
    }
    return panels;
  }

  @Override
  void run(int j, int count, float[] a, int a0, float[] panels, int b0, float[] c, int c0) {
    Scratch scratch = Scratch.ofThisThread();
    float[] ofA = chainsOfA(scratch, a, a0);
    float[] sums = scratch.panelsOfB(shape.m() * CHAINS * NR);
    int lines = CHAINS * steps + (shape.epilogue() == Epilogue.NONE ? 0 : 1);
    int end = Shares.count(j + count, NR);
    for (int group = j / NR; group < end; group++) {
      int vectors = Groups.vectors(shape.n(), WIDTH, group);
      int nr = vectors * L;
      int bi = b0 + Groups.vectorsBefore(shape.n(), WIDTH, group) * L * lines;
      int ci = c0 + Groups.start(shape.n(), WIDTH, group);
      for (Part part : parts) {
        Tile tile = part.tiles[vectors - 1];
        int at = part.ofSums;
        tile.run(steps, ofA, part.ofA, line, panels, bi, nr, sums, at, NR, Tile.OVERWRITE, CHAINS);
        addUp(part, sums, group, panels, bi + CHAINS * steps * nr, c, ci);
      }
    }
  }

  /** Each row of A as a matrix of 16 columns, transposed. */
  private float[] chainsOfA(Scratch scratch, float[] a, int a0) {
    int whole = shape.k() / CHAINS;
    int rest = shape.k() % CHAINS;
    float[] copy = scratch.panelsOfA(shape.m() * CHAINS * line);
    for (Part part : parts) {
      int next = part.rows * line;
      for (int i = 0; i < part.rows; i++) {
        int from = a0 + (part.first + i) * shape.lda();
        int to = part.ofA + i * line;
        Packing.transposed(whole, CHAINS, a, from, CHAINS, copy, to, next, scratch.near);
        if (rest > 0) {
          for (int chain = 0; chain < CHAINS; chain++) {
            copy[to + chain * next + whole] = chain < rest ? a[from + whole * CHAINS + chain] : 0;
          }
        }
      }
    }
    return copy;
  }

  private void addUp(Part part, float[] sums, int group, float[] row, int ri, float[] c, int c0) {
    int vectors = Groups.vectors(shape.n(), WIDTH, group);
    int last = Groups.last(shape.n(), WIDTH, group);
    int next = part.rows * NR;
    for (int i = 0; i < part.rows; i++) {
      int si = part.ofSums + i * NR;
      int ci = c0 + (part.first + i) * shape.ldc();
      FloatVector first = sum(sums, si, next, row, ri, c, ci);
      if (vectors > 1) {
        // Both are computed before one is stored, since they may overlap.
        FloatVector second = sum(sums, si + L, next, row, ri + L, c, ci + last);
        Lanes.CLASS.cast(second).intoArray(c, ci + last);
      }
      Lanes.CLASS.cast(first).intoArray(c, ci);
    }
  }

  private FloatVector sum(float[] sums, int at, int next, float[] row, int ri, float[] c, int ci) {
    FloatVector sum = quarter(sums, at, next).add(quarter(sums, at + next, next));
    if (shape.accumulate()) {
      sum = FloatVector.fromArray(Lanes.F, c, ci).add(sum);
    }
    if (shape.epilogue() == Epilogue.NONE) {
      return sum;
    }
    FloatVector whole = sum.add(FloatVector.fromArray(Lanes.F, row, ri));
    return shape.epilogue() == Epilogue.ADD_ROW_RELU
        ? whole.blend(0, whole.compare(VectorOperators.LE, 0))
        : whole;
  }

  /** Chains l, l + 2, … 14 + l. */
  private static FloatVector quarter(float[] sums, int at, int next) {
    return pairs(sums, at, next).add(pairs(sums, at + 2 * next, next));
  }

  /** Chains l, l + 4, l + 8, l + 12. */
  private static FloatVector pairs(float[] sums, int at, int next) {
    return pair(sums, at, next).add(pair(sums, at + 4 * next, next));
  }

  private static FloatVector pair(float[] sums, int at, int next) {
    return FloatVector.fromArray(Lanes.F, sums, at)
        .add(FloatVector.fromArray(Lanes.F, sums, at + 8 * next));
  }
}
