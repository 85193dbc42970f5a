package io.github.lanewise.kernel.vector;

/**
 * Elements of a row of A·Bᵀ of few terms: some scalar chains side by side, since a chain's next
 * multiply-add waits for the last, and then the next ones. Implementations are emitted by {@link
 * RowDotsEmitter}, one class a {@link Shape}.
 */
abstract class RowDots {

  /** Chains side by side, at most: they and what they are multiplied by stay in registers. */
  static final int MOST = 8;

  /**
   * What distinguishes one kernel from another.
   *
   * @param chains side by side, from 1 to {@link #MOST}
   * @param k terms of each, from 1 to 15
   * @param ldb from one row of B to the next
   * @param accumulate whether the chains start from C, or else from +0
   */
  record Shape(int chains, int k, int ldb, boolean accumulate) {}

  /**
   * c(j) = or += a(0)·b(j,0) + … + a(k−1)·b(j,k−1) for j &lt; n.
   *
   * @param n a multiple of the chains side by side
   */
  abstract void run(int n, float[] a, int a0, float[] b, int b0, float[] c, int c0);
}
