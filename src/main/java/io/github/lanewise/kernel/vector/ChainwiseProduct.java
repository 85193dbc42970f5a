package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.Epilogue;
import io.github.lanewise.kernel.SumOrder;
import io.github.lanewise.kernel.Transposition;
import io.github.lanewise.kernel.vector.Tile.LayoutOfA;
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
 * for group in columns
 *   for rows                         all, or those of a tile
 *     for chain                      rows × nr sums of this chain, beside those of the others
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
  private static final int FEWEST_ROWS = 4;

  /** Columns of B that must use the copy of A for it to pay. */
  private static final int FEWEST_COLUMNS = 128;

  private final ProductShape shape;
  private final int steps;

  /** Between two chains of a row in the copy of A, and between two rows. */
  private final int line;

  private final int lda;

  /** One after the other for each group. */
  private final Piece[] pieces;

  /**
   * One chain of some rows.
   *
   * @param ofA where it starts in the copy of A
   * @param ofSums and in the sums
   * @param tiles for a group of one vector and of two
   */
  private record Piece(int chain, int ofA, int ofSums, TileColumn[] tiles) {}

  /** Whether products on such an operand are worth a copy of it: measured with 16 registers. */
  static boolean suits(int n, int k) {
    return TileShapes.SMALL
        && n >= FEWEST_COLUMNS
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
    this.lda = CHAINS * line + L;
    this.pieces = pieces();
  }

  /**
   * A chain of B serves all rows while the first-level cache has it. If B comes from beyond the
   * second one, the rows of one tile take all chains of a group, and then those of the next: one
   * long piece of B from far away, as the prefetchers like it, and not a short one for each chain.
   */
  private Piece[] pieces() {
    boolean near = 4L * CHAINS * steps * shape.n() <= PackedProduct.CACHES.l2();
    int parts = near ? 1 : Shares.count(shape.m(), TileShapes.rows(WIDTH));
    Piece[] pieces = new Piece[CHAINS * parts];
    for (int part = 0; part < parts; part++) {
      int rows = Shares.length(shape.m(), parts, part);
      int row = Shares.start(shape.m(), parts, part);
      TileColumn[] tiles = {tiles(1, rows), tiles(2, rows)};
      for (int chain = 0; chain < CHAINS; chain++) {
        int ofA = Scratch.ALIGNED + chain * line + row * lda;
        int ofSums = Scratch.ALIGNED + (chain * shape.m() + row) * NR;
        pieces[part * CHAINS + chain] = new Piece(chain, ofA, ofSums, tiles);
      }
    }
    return pieces;
  }

  private TileColumn tiles(int vectors, int rows) {
    int last = (vectors - 1) * L;
    return new TileColumn(
        rows,
        steps,
        TileShapes.rows(WIDTH),
        vectors,
        LayoutOfA.ROWS,
        true,
        lda,
        vectors * L,
        NR,
        0,
        last,
        false,
        Epilogue.NONE);
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
    int size = shape.m() * NR;
    float[] sums = scratch.panelsOfB(CHAINS * size);
    int lines = CHAINS * steps + (shape.epilogue() == Epilogue.NONE ? 0 : 1);
    int end = Shares.count(j + count, NR);
    for (int group = j / NR; group < end; group++) {
      int vectors = Groups.vectors(shape.n(), WIDTH, group);
      int ofChain = vectors * L * steps;
      int bi = b0 + Groups.vectorsBefore(shape.n(), WIDTH, group) * L * lines;
      for (Piece piece : pieces) {
        TileColumn tile = piece.tiles[vectors - 1];
        int chain = bi + piece.chain * ofChain;
        tile.run(false, false, steps, ofA, piece.ofA, panels, chain, sums, piece.ofSums);
      }
      int ci = c0 + Groups.start(shape.n(), WIDTH, group);
      addUp(sums, size, group, panels, bi + CHAINS * ofChain, c, ci);
    }
  }

  /** Each row of A as a matrix of 16 columns, transposed. */
  private float[] chainsOfA(Scratch scratch, float[] a, int a0) {
    int whole = shape.k() / CHAINS;
    int rest = shape.k() % CHAINS;
    float[] copy = scratch.panelsOfA(shape.m() * lda);
    for (int i = 0; i < shape.m(); i++) {
      int from = a0 + i * shape.lda();
      int to = Scratch.ALIGNED + i * lda;
      Packing.transposed(whole, CHAINS, a, from, CHAINS, copy, to, line, scratch.near);
      if (rest > 0) {
        for (int chain = 0; chain < CHAINS; chain++) {
          copy[to + chain * line + whole] = chain < rest ? a[from + whole * CHAINS + chain] : 0;
        }
      }
    }
    return copy;
  }

  private void addUp(float[] sums, int size, int group, float[] row, int row0, float[] c, int c0) {
    int vectors = Groups.vectors(shape.n(), WIDTH, group);
    int last = Groups.last(shape.n(), WIDTH, group);
    for (int i = 0; i < shape.m(); i++) {
      int si = Scratch.ALIGNED + i * NR;
      int ci = c0 + i * shape.ldc();
      FloatVector first = sum(sums, si, size, row, row0, c, ci);
      if (vectors > 1) {
        // Both are computed before one is stored, since they may overlap.
        FloatVector second = sum(sums, si + L, size, row, row0 + L, c, ci + last);
        Lanes.CLASS.cast(second).intoArray(c, ci + last);
      }
      Lanes.CLASS.cast(first).intoArray(c, ci);
    }
  }

  private FloatVector sum(float[] sums, int at, int size, float[] row, int ri, float[] c, int ci) {
    FloatVector sum = quarter(sums, at, size).add(quarter(sums, at + size, size));
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
  private static FloatVector quarter(float[] sums, int at, int size) {
    return pairs(sums, at, size).add(pairs(sums, at + 2 * size, size));
  }

  /** Chains l, l + 4, l + 8, l + 12. */
  private static FloatVector pairs(float[] sums, int at, int size) {
    return pair(sums, at, size).add(pair(sums, at + 4 * size, size));
  }

  private static FloatVector pair(float[] sums, int at, int size) {
    return FloatVector.fromArray(Lanes.F, sums, at)
        .add(FloatVector.fromArray(Lanes.F, sums, at + 8 * size));
  }
}
