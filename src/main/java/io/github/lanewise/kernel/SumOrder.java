package io.github.lanewise.kernel;

/**
 * In which order the k terms of an element of a product are summed: a function of shape and
 * transposition alone, never of engine, width, block or thread.
 *
 * <p><b>Chain</b>, the rule: c = fma(a(k−1), b(k−1), … fma(a(1), b(1), fma(a(0), b(0), c₀))), where
 * c₀ is +0, or the old c when accumulating.
 *
 * <p><b>Interleaved</b>, for A·Bᵀ with few rows in A or in B and many more terms: such a product
 * reads each row of B once or a few times, along the row, and a single chain an element would leave
 * it waiting for memory in the wrong order. Term p belongs to chain p mod 16, each chain sums its
 * terms by fma from +0 in ascending order, k being filled up to a multiple of 16 with terms 0·0,
 * and the chains s are added by halves:
 *
 * <pre>
 * t(l) = s(l) + s(l+8), l &lt; 8;   u(l) = t(l) + t(l+4), l &lt; 4;   v(l) = u(l) + u(l+2), l &lt; 2;   c = v(0) + v(1)
 * </pre>
 *
 * and c₀ + c when accumulating.
 */
public enum SumOrder {
  CHAIN,
  INTERLEAVED;

  /** Chains of an element in the interleaved order. */
  public static final int CHAINS = 16;

  /** Most rows of the operand with fewer that are summed interleaved in A·Bᵀ. */
  private static final int MOST_ROWS = 15;

  /**
   * Fewest terms are so many for each of those rows, less eight: adding up the chains of 16
   * elements takes as long as some 100 terms. No chain is empty.
   */
  private static final int TERMS_A_ROW = 16;

  /** The order of a product of this shape. */
  public static SumOrder of(Transposition t, int m, int n, int k) {
    int few = Math.min(m, n);
    return t == Transposition.NT && few <= MOST_ROWS && k >= Math.max(CHAINS, few * TERMS_A_ROW - 8)
        ? INTERLEAVED
        : CHAIN;
  }
}
