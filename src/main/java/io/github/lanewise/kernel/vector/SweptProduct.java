package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.Transposition;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A·B or Aᵀ·B that waits for memory rather than for its multiply-adds: few terms, so that C is most
 * of the traffic, or few rows, so that B is. Both are read and written along their rows, by {@link
 * Sweep}s, and the larger one once.
 *
 * <pre>
 * few terms                          few rows
 * for i in rows by h                 for p in terms by q
 *   for p in terms by q                for i in rows by h
 *     one sweep                          one sweep
 * </pre>
 *
 * If a multiple of the product is added to C, the sums of h rows are kept beside it first.
 */
final class SweptProduct extends PlannedProduct {

  /** Elements of A in registers at most: 12 and more are slower, if there are 16. */
  private static final int MOST_OF_A = 10;

  private static final int MOST_ROWS = 4;

  /** The same of one term and rows that are not wide: they share what a call takes. */
  private static final int MOST_NARROW_ROWS = 8;

  private static final int NARROW = 127;

  /** Terms of a sweep at most, where there are few, and rows beyond one. */
  private static final int MOST_TERMS = 5;

  /** Rows of a sweep at most, where there are few, and its terms by its rows. */
  private static final int MOST_OF_FEW_ROWS = 3;

  private static final int[] TERMS_OF_FEW_ROWS = {0, 8, 4, 3};

  /** Terms that are few, and where rows of C that tiles touch in turn share few sets of a cache. */
  private static final int FEW_TERMS = 12;

  private static final int FEW_TERMS_CROWDED = 15;

  /** Columns from which on a sweep of few terms is worth its call, at least. */
  private static final int WIDE = 64;

  /** The same for one term. */
  private static final int WIDE_ONE_TERM = 28;

  /** The same for the square of the terms: the more there are, the fewer tiles wait for memory. */
  private static final int WIDE_A_SQUARE = 8;

  /** The same for each term, where rows of C share few sets of a cache. */
  private static final int WIDE_A_TERM_CROWDED = 24;

  /** The same for few rows, of which tiles have too few sums. */
  private static final int WIDE_A_TERM_OF_FEW_ROWS = 11;

  private static final int FEW_ROWS_OF_FEW_TERMS = 8;

  /** The same if it scales: all of C is read and written once more. */
  private static final int WIDE_SCALED = 256;

  private static final int WIDE_A_TERM_SCALED = 48;

  /** The same for a single row and any number of terms. */
  private static final int WIDE_ROW = 256;

  /** The same for rows and terms whose product is at most {@link #FEW_OF_A}. */
  private static final int WIDE_ROWS = 512;

  private static final int FEW_OF_A = 128;

  private static final int FEW_ROWS_OF_A = 4;

  /** Rows that are few if the second-level cache holds B, and if not. */
  private static final int FEW_ROWS = 2;

  private static final int FEW_ROWS_FAR = 3;

  /** The same where vectors of B lie in two cache lines each and its rows share one set of them. */
  private static final int FEW_ROWS_CROWDED = 8;

  /** Elements of B that the first-level cache does not hold, nor nearly. */
  private static final int NOT_NEAREST = 64 << 10;

  private static final ConcurrentMap<Sweep.Shape, Sweep> EMITTED = new ConcurrentHashMap<>();

  private final ProductShape shape;
  private final int aRow;
  private final int aTerm;
  private final boolean fewTerms;
  private final int h;
  private final int q;
  private final Sweep[] sweeps;
  private final Sweep adding;

  /** Whether sweeps are faster than tiles: measured where there are 16 registers. */
  static boolean pays(ProductShape shape) {
    return TileShapes.SMALL && (hasFewTerms(shape) || hasFewRows(shape));
  }

  private static boolean hasFewTerms(ProductShape shape) {
    int k = shape.k();
    int most = crowds(shape) ? FEW_TERMS_CROWDED : FEW_TERMS;
    return k > 0 && k <= most && shape.n() >= wide(shape);
  }

  private static boolean crowds(ProductShape shape) {
    return shape.ldc() % BandedProduct.CROWDING == 0;
  }

  private static int wide(ProductShape shape) {
    int k = shape.k();
    if (k == 1 && !shape.scaled()) {
      return WIDE_ONE_TERM;
    } else if (shape.scaled()) {
      return Math.max(WIDE_SCALED, WIDE_A_TERM_SCALED * k);
    } else if (shape.m() <= FEW_ROWS_OF_FEW_TERMS) {
      return Math.max(WIDE, WIDE_A_TERM_OF_FEW_ROWS * k);
    }
    return Math.max(WIDE, crowds(shape) ? WIDE_A_TERM_CROWDED * k : WIDE_A_SQUARE * k * k);
  }

  private static boolean hasFewRows(ProductShape shape) {
    int m = shape.m();
    if (shape.scaled() || shape.n() < WIDE_ROW) {
      return false;
    }
    boolean fewOfA = m <= FEW_ROWS_OF_A && m * shape.k() <= FEW_OF_A && shape.n() >= WIDE_ROWS;
    boolean far = (long) shape.k() * shape.n() >= NOT_NEAREST;
    return m == 1 || fewOfA || far && m <= fewRows(shape);
  }

  private static int fewRows(ProductShape shape) {
    if (shape.hasNearB()) {
      return FEW_ROWS;
    }
    return shape.sharesOneSet() && !shape.alignedB() ? FEW_ROWS_CROWDED : FEW_ROWS_FAR;
  }

  SweptProduct(ProductShape shape) {
    this.shape = shape;
    boolean tn = shape.t() == Transposition.TN;
    this.aRow = tn ? 1 : shape.lda();
    this.aTerm = tn ? shape.lda() : 1;
    this.fewTerms = shape.scaled() || shape.k() <= FEW_TERMS_CROWDED;
    if (fewTerms) {
      q = Shares.longest(shape.k(), shape.m() == 1 ? TERMS_OF_FEW_ROWS[1] : MOST_TERMS);
      boolean narrow = shape.k() == 1 && shape.n() <= NARROW && !shape.scaled();
      int most = narrow ? MOST_NARROW_ROWS : MOST_ROWS;
      h = Math.min(shape.m(), Math.min(most, MOST_OF_A / q));
    } else {
      h = Shares.longest(shape.m(), MOST_OF_FEW_ROWS);
      q = TERMS_OF_FEW_ROWS[h];
    }
    this.adding = shape.scaled() ? get(1, 1, true) : null;
    this.sweeps = new Sweep[2 * (h + 1) * (q + 1)];
    for (int rows : new int[] {h, shape.m() % h}) {
      for (int terms : new int[] {q, shape.k() % q}) {
        if (rows > 0 && terms > 0 && (shape.accumulate() || shape.k() > q)) {
          sweeps[index(rows, terms, true)] = get(rows, terms, true);
        }
      }
      if (rows > 0 && !shape.accumulate()) {
        sweeps[index(rows, q, false)] = get(rows, q, false);
      }
    }
  }

  private int index(int rows, int terms, boolean adds) {
    return (rows * (q + 1) + terms) * 2 + (adds ? 1 : 0);
  }

  private static Sweep get(int rows, int terms, boolean adds) {
    return EMITTED.computeIfAbsent(new Sweep.Shape(rows, terms, adds), SweepEmitter::emit);
  }

  @Override
  void run(float[] a, int a0, float[] b, int b0, float[] c, int c0, float scale) {
    if (shape.scaled()) {
      addScaled(a, a0, b, b0, c, c0, scale);
    } else if (fewTerms) {
      for (int i = 0; i < shape.m(); i += h) {
        for (int p = 0; p < shape.k(); p += q) {
          sweep(i, p, a, a0, b, b0, c, c0 + i * shape.ldc(), shape.ldc());
        }
      }
    } else {
      for (int p = 0; p < shape.k(); p += q) {
        for (int i = 0; i < shape.m(); i += h) {
          sweep(i, p, a, a0, b, b0, c, c0 + i * shape.ldc(), shape.ldc());
        }
      }
    }
  }

  /** Adding a multiple of a row is a sweep of one term, which the scale stands for. */
  private void addScaled(float[] a, int a0, float[] b, int b0, float[] c, int c0, float scale) {
    int n = shape.n();
    float[] sums = Scratch.ofThisThread().panelsOfB(h * n + 1);
    int s0 = Scratch.ALIGNED;
    int factor = s0 + h * n;
    sums[factor] = scale;
    for (int i = 0; i < shape.m(); i += h) {
      for (int p = 0; p < shape.k(); p += q) {
        sweep(i, p, a, a0, b, b0, sums, s0, n);
      }
      for (int row = 0; row < Math.min(h, shape.m() - i); row++) {
        int ci = c0 + (i + row) * shape.ldc();
        adding.run(n, sums, factor, 0, 0, sums, s0 + row * n, n, c, ci, shape.ldc());
      }
    }
  }

  private void sweep(
      int i, int p, float[] a, int a0, float[] b, int b0, float[] c, int ci, int ldc) {
    int rows = Math.min(h, shape.m() - i);
    int terms = Math.min(q, shape.k() - p);
    int ai = a0 + i * aRow + p * aTerm;
    int bi = b0 + p * shape.ldb();
    sweeps[index(rows, terms, p > 0 || shape.accumulate())].run(
        shape.n(), a, ai, aRow, aTerm, b, bi, shape.ldb(), c, ci, ldc);
  }
}
