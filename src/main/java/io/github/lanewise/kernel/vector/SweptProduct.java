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

  /** Terms of a sweep at most, where there are few, and rows beyond one. */
  private static final int MOST_TERMS = 5;

  /** Rows of a sweep at most, where there are few, and its terms by its rows. */
  private static final int MOST_OF_FEW_ROWS = 3;

  private static final int[] TERMS_OF_FEW_ROWS = {0, 8, 4, 3};

  /**
   * Columns from which on a sweep is worth its call: if one has all terms; if B or C is far; and if
   * not.
   */
  private static final int WIDE = 128;

  private static final int WIDER = 256;
  private static final int WIDEST = 512;

  /** Rows that are few if B is in the second-level cache but not in the first, and beyond. */
  private static final int FEW_ROWS = 4;

  private static final int FEW_ROWS_FAR = 8;

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
    int wide = k <= MOST_TERMS ? WIDE : shape.hasNearC() ? WIDEST : WIDER;
    return k > 0 && k < ProductPlanner.STEPS_THAT_PAY && shape.n() >= wide;
  }

  private static boolean hasFewRows(ProductShape shape) {
    boolean far = (long) shape.k() * shape.n() >= NOT_NEAREST;
    int few = !far ? 0 : shape.hasNearB() ? FEW_ROWS : FEW_ROWS_FAR;
    return !shape.scaled() && shape.m() <= few && shape.n() >= WIDER;
  }

  SweptProduct(ProductShape shape) {
    this.shape = shape;
    boolean tn = shape.t() == Transposition.TN;
    this.aRow = tn ? 1 : shape.lda();
    this.aTerm = tn ? shape.lda() : 1;
    this.fewTerms = shape.scaled() || shape.k() < ProductPlanner.STEPS_THAT_PAY;
    if (fewTerms) {
      q = Shares.longest(shape.k(), shape.m() == 1 ? TERMS_OF_FEW_ROWS[1] : MOST_TERMS);
      h = Math.min(shape.m(), Math.min(MOST_ROWS, MOST_OF_A / q));
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
