package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.Blocking;
import io.github.lanewise.kernel.CacheSizes;
import io.github.lanewise.kernel.Epilogue;
import io.github.lanewise.kernel.Transposition;
import io.github.lanewise.kernel.vector.Tile.LayoutOfA;

/**
 * A product on a copy of B in the order in which the tiles read it, and of A where that is needed:
 * in Aᵀ·B, and where the rows of A would crowd the first-level cache.
 *
 * <pre>
 * for p in steps by MOST           A is packed, if at all, so many rows and steps of it
 *   for i in rows by MOST
 *     for j in columns by nc       B is packed, so many columns of it
 *       for i in rows by mc        a block of C, mc × nc, stays in the second-level cache,
 *         for p in steps by kc     and a block of A, mc × kc
 *           for group in columns   a panel of B, kc × nr, stays in the first level or the second
 *             for r in rows by mr  one tile
 * </pre>
 *
 * Splitting k stores C and loads it again, which is exact. If C is small, so many steps are packed
 * at a time that they are one block.
 */
final class PackedProduct extends PlannedProduct {

  /** Rows, columns and steps that are packed at a time, at most: 16 MiB an operand. */
  private static final int MOST = 2048;

  /** Rows of C up to which a panel is copied by a tile. */
  private static final int MOST_COPYING_ROWS = 256;

  /** Rows so many elements apart, or a multiple of it, share one set of the first-level cache. */
  static final int CROWDING = 1024;

  private static final float[] NONE = {};

  private static final int L = Lanes.COUNT;
  private static final int WIDTH = TileShapes.MAIN_VECTORS;
  static final int MR = TileShapes.rows(WIDTH);
  static final int NR = WIDTH * L;

  static final CacheSizes CACHES = CacheSizes.ofThisMachine();

  static final Blocking BLOCKING = Blocking.of(CACHES, MR, NR, TileShapes.SMALL);

  private final ProductShape shape;
  private final int kc;

  /** Whether A is packed, too; else its rows are read in place, a stream each. */
  private final boolean packsA;

  /** Whether tiles copy B, see {@link #copiesByTiles}. */
  private final boolean copiesB;

  /** How the tiles read A, packed or not: its columns in Aᵀ·B, which always are, else its rows. */
  private final LayoutOfA layout;

  private final int lda;

  /** Kernels met so far. Each is the same whoever looks it up, so that a race does no harm. */
  private final Tile[] tiles = new Tile[(MR + 1) * WIDTH * 8];

  PackedProduct(ProductShape shape) {
    this.shape = shape;
    int length = shape.scaled() ? shape.k() : BLOCKING.kc();
    this.kc = Math.min(Shares.near(shape.k(), length), MOST);
    this.layout = shape.t() == Transposition.TN ? LayoutOfA.COLUMNS : LayoutOfA.ROWS;
    this.packsA = layout == LayoutOfA.COLUMNS || shape.lda() % CROWDING == 0;
    this.copiesB = copiesByTiles(shape);
    this.lda = !packsA ? shape.lda() : layout == LayoutOfA.COLUMNS ? MR : kc + L;
  }

  /**
   * Whether the first tile of each panel of B makes it while it multiplies, so that loads and
   * stores of the copy hide behind multiply-adds: measured with 16 registers. It walks down B, a
   * line of each row, for which rows must not crowd a set of the cache and B must not be much
   * larger than the second-level cache; and with many rows of A it saves little.
   */
  static boolean copiesByTiles(ProductShape shape) {
    return TileShapes.SMALL
        && shape.t() != Transposition.NT
        && shape.m() > MR
        && shape.m() <= MOST_COPYING_ROWS
        && !shape.sharesOneSet()
        && 4L * shape.k() * shape.ldb() <= 2L * CACHES.l2();
  }

  @Override
  void run(float[] a, int a0, float[] b, int b0, float[] c, int c0, float scale) {
    Scratch scratch = Scratch.ofThisThread();
    int most = stepsAtOnce();
    for (int p = 0; p < shape.k(); p += most) {
      int steps = Math.min(most, shape.k() - p);
      for (int i = 0; i < shape.m(); i += MOST) {
        int rows = Math.min(MOST, shape.m() - i);
        float[] ofA = packsA ? packA(scratch, a, a0, i, rows, p, steps) : a;
        int ai = packsA ? Scratch.ALIGNED : a0 + i * shape.lda() + p;
        for (int j = 0; j < shape.n(); j += BLOCKING.nc()) {
          int columns = Math.min(BLOCKING.nc(), shape.n() - j);
          float[] panelsOfB = scratch.panelsOfB(Shares.count(columns, L) * L * steps);
          boolean copies = copiesB && columns >= L;
          if (!copies) {
            packB(scratch, panelsOfB, b, b0, j, columns, p, steps);
          }
          int ci = c0 + i * shape.ldc() + j;
          boolean add = shape.accumulate() || p > 0;
          float[] rowsOfB = copies ? b : NONE;
          int bi = b0 + p * shape.ldb() + j;
          multiply(rows, columns, steps, add, ofA, ai, panelsOfB, rowsOfB, bi, c, ci, scale);
        }
      }
    }
  }

  /**
   * Steps that are packed at a time. If the second-level cache holds all of C, one block: the
   * copies are then read from where they were written, and C need not wait for the next.
   */
  private int stepsAtOnce() {
    boolean nearC = 4L * shape.m() * shape.n() <= CACHES.l2();
    return nearC ? kc : MOST / kc * kc;
  }

  private void packB(
      Scratch scratch, float[] panels, float[] b, int b0, int j, int columns, int p, int steps) {
    int padded = Shares.count(columns, L) * L;
    for (int q = 0; q < steps; q += kc) {
      int length = Math.min(kc, steps - q);
      int at = Scratch.ALIGNED + padded * q;
      if (shape.t() == Transposition.NT) {
        int start = b0 + j * shape.ldb() + p + q;
        Packing.transposedBlock(
            columns, WIDTH, length, length, b, start, shape.ldb(), panels, at, scratch.near);
      } else {
        int start = b0 + (p + q) * shape.ldb() + j;
        Packing.block(columns, WIDTH, 0, length, length, b, start, shape.ldb(), panels, at);
      }
    }
  }

  private float[] packA(Scratch scratch, float[] a, int a0, int i, int rows, int p, int steps) {
    int panels = Shares.count(rows, MR);
    float[] memory = scratch.panelsOfA(panels * Shares.count(steps, kc) * sizeOfPanel());
    for (int q = 0; q < steps; q += kc) {
      int length = Math.min(kc, steps - q);
      int at = Scratch.ALIGNED + q / kc * panels * sizeOfPanel();
      if (layout == LayoutOfA.COLUMNS) {
        int start = a0 + (p + q) * shape.lda() + i;
        Packing.columnsOfA(rows, MR, length, a, start, shape.lda(), memory, at, sizeOfPanel());
      } else {
        int start = a0 + i * shape.lda() + p + q;
        Packing.rowsOfA(rows, length, a, start, shape.lda(), memory, at, lda);
      }
    }
    return memory;
  }

  private int sizeOfPanel() {
    return layout == LayoutOfA.COLUMNS ? MR * kc + L : MR * lda;
  }

  /**
   * A part of C, all of whose operands are packed, or where they should be, but for panels that are
   * still to be copied.
   *
   * @param b the panels
   * @param rowsOfB from where to copy them, or {@link #NONE}
   */
  private void multiply(
      int rows,
      int columns,
      int steps,
      boolean add,
      float[] a,
      int a0,
      float[] b,
      float[] rowsOfB,
      int startOfB,
      float[] c,
      int c0,
      float scale) {
    int padded = Shares.count(columns, L) * L;
    int panels = Shares.count(rows, MR);
    int groups = Groups.count(columns, WIDTH);
    for (int i = 0; i < rows; i += BLOCKING.mc()) {
      int height = Math.min(BLOCKING.mc(), rows - i);
      for (int q = 0; q < steps; q += kc) {
        int length = Math.min(kc, steps - q);
        int ai = a0 + (packsA ? (q / kc * panels + i / MR) * sizeOfPanel() : i * shape.lda() + q);
        int bi = Scratch.ALIGNED + padded * q;
        int ci = c0 + i * shape.ldc();
        for (int group = 0; group < groups; group++) {
          int bj = bi + Groups.vectorsBefore(columns, WIDTH, group) * L * length;
          float[] from = i == 0 ? rowsOfB : NONE;
          int start = startOfB + q * shape.ldb() + Groups.start(columns, WIDTH, group);
          boolean adds = add || q > 0;
          tiles(columns, group, height, length, adds, a, ai, b, bj, from, start, c, ci, scale);
        }
      }
    }
  }

  private void tiles(
      int columns,
      int group,
      int rows,
      int k,
      boolean add,
      float[] a,
      int a0,
      float[] b,
      int b0,
      float[] rowsOfB,
      int startOfB,
      float[] c,
      int c0,
      float scale) {
    int vectors = Groups.vectors(columns, WIDTH, group);
    boolean masked = columns < L;
    int last = masked ? columns : Groups.last(columns, WIDTH, group);
    int ci = c0 + Groups.start(columns, WIDTH, group);
    int ofPanel = packsA ? sizeOfPanel() : MR * lda;
    int ofRow = layout == LayoutOfA.COLUMNS ? 1 : lda;
    boolean readsC = add || shape.scaled();
    int most = !masked ? MR : readsC ? TileShapes.MASKED_READING_ROWS : TileShapes.MASKED_ROWS;
    float factor = shape.scaled() ? scale : add ? Tile.ADD : Tile.OVERWRITE;
    int copied = 0;
    if (rowsOfB.length > 0) {
      copied = Math.min(MR, rows);
      Tile copying = tile(copied, vectors, add, false, last, true);
      int ldb = shape.ldb();
      copying.run(k, a, a0, lda, rowsOfB, startOfB, ldb, c, ci, shape.ldc(), factor, b, b0);
    }
    Tile tile = null;
    int height = 0;
    for (int r = copied; r < rows; r += height) {
      int inPanel = r % MR;
      int left = Math.min(Math.min(most, MR - inPanel), rows - r);
      if (left != height) {
        height = left;
        tile = tile(height, vectors, add, masked, last, false);
      }
      tile.run(
          k,
          a,
          a0 + r / MR * ofPanel + r % MR * ofRow,
          lda,
          b,
          b0,
          vectors * L,
          c,
          ci + r * shape.ldc(),
          shape.ldc(),
          factor);
    }
  }

  private Tile tile(int rows, int vectors, boolean add, boolean masked, int last, boolean copies) {
    // Of each number of vectors the last lies in one place where columns are whole, and in one
    // more.
    boolean whole = last == (vectors - 1) * L;
    int kind = ((add ? 1 : 0) * 2 + (whole ? 1 : 0)) * 2 + (copies ? 1 : 0);
    int index = (rows * WIDTH + vectors - 1) * 8 + kind;
    Tile tile = tiles[index];
    if (tile == null) {
      Tile.Shape wanted =
          new Tile.Shape(
              rows,
              vectors,
              layout,
              masked && add,
              shape.scaled(),
              masked,
              !copies,
              lda,
              copies ? shape.ldb() : vectors * L,
              shape.ldc(),
              last,
              copies,
              Tile.Stack.SINGLE,
              Epilogue.NONE);
      // Of the few calls of a kernel that copies C2 would compile one for each stride late.
      tile = Tiles.get(copies ? wanted.forAnyStride() : wanted);
      tiles[index] = tile;
    }
    return tile;
  }
}
