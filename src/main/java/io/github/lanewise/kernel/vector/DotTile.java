package io.github.lanewise.kernel.vector;

/**
 * A few rows of A against a few rows of B, as dot products in the interleaved order of {@link
 * io.github.lanewise.kernel.SumOrder}: the chains of every pair of rows, over whole steps of 16
 * terms. Both operands are read in place along their rows, which is what a product A·Bᵀ with few
 * rows wants: nothing is packed. {@link DotProduct} adds the remaining terms, and {@link ChainSum}
 * the chains.
 *
 * <p>The 16 chains of an element are the lanes of one 512-bit vector, two of 256 or four of 128
 * bits. Implementations are emitted by {@link DotEmitter}.
 */
abstract class DotTile {

  /**
   * What distinguishes one kernel from another.
   *
   * @param rows rows of A
   * @param columns rows of B
   * @param lda stride of A, a constant of the kernel; likewise ldb
   * @param adds whether it adds up the chains as far as {@link ChainEmitter#LEFT}, which it can if
   *     it has all terms
   */
  record Shape(int rows, int columns, int lda, int ldb, boolean adds) {}

  /** Where the chains begin. */
  static final int CHAINS = Scratch.CHAINS;

  /**
   * chains[CHAINS + 16·(i·columns + j) + l] = Σ a(i,p)·b(j,p) over p = l, l + 16, … below k. If it
   * adds: for each element e with e mod L < {@link ChainEmitter#LEFT} the vector of L lanes at
   * CHAINS + L·e, in which e and the elements after it at distances of LEFT have met.
   *
   * @param k a multiple of 16
   */
  abstract void run(int k, float[] a, int a0, float[] b, int b0, float[] chains);
}
