package io.github.lanewise.kernel.vector;

/**
 * A few rows of A against a few rows of B, as dot products in the interleaved order of {@link
 * io.github.lanewise.kernel.SumOrder}: the chains of every pair of rows, over whole steps of 16
 * terms and what is left. Both operands are read in place along their rows, which is what a product
 * A·Bᵀ with few rows wants: nothing is packed but the terms left over. {@link ChainSum} adds the
 * chains.
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
   * @param partByPart whether it goes through all terms for the chains of one vector of lanes, and
   *     then for those of the next: of more elements than with all chains at a time
   * @param rest whether there are terms left, up to 16 for each row, filled up with zeros
   */
  record Shape(int rows, int columns, int lda, int ldb, boolean partByPart, boolean rest) {

    /**
     * Whether it adds up the chains as far as {@link ChainEmitter#LEFT}. Part by part it never has
     * all of them, and a rest leaves no room for code that adds halves of a vector.
     */
    boolean adds() {
      return !partByPart && (!rest || ChainEmitter.LEFT == Lanes.COUNT);
    }
  }

  /** Where the chains begin. */
  static final int CHAINS = Scratch.CHAINS;

  /** Where the terms left of the operand with few rows begin, 16 for each row. */
  static final int RESTS_OF_FEW = ChainSum.SUMS + ChainSum.ELEMENTS;

  /** The same of rows of the other, as many as a tile has. */
  static final int RESTS_OF_MANY = RESTS_OF_FEW + 16 * 16;

  /** Elements of {@code chains}. */
  static final int LENGTH = RESTS_OF_MANY + 16 * ChainSum.ELEMENTS;

  /**
   * chains[CHAINS + 16·(i·columns + j) + l] = Σ a(i,p)·b(j,p) over p = l, l + 16, … below k, and of
   * the rests. If it adds: for each element e with e mod L < {@link ChainEmitter#LEFT} the vector
   * of L lanes at CHAINS + L·e, in which e and the elements after it at distances of LEFT have met.
   *
   * @param k a multiple of 16
   * @param restA where in {@code chains} the terms left of the rows of A are, likewise restB
   */
  abstract void run(
      int k, float[] a, int a0, float[] b, int b0, float[] chains, int restA, int restB);
}
