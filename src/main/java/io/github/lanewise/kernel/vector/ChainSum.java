package io.github.lanewise.kernel.vector;

/**
 * Adds up the chains of some elements of C, by halves as {@link io.github.lanewise.kernel.SumOrder}
 * says, and stores the sums. Implementations are emitted by {@link ChainSumEmitter}.
 */
abstract class ChainSum {

  /** Elements at most. */
  static final int ELEMENTS = 16;

  /** Where in {@code chains} a kernel keeps sums that it stores one by one. */
  static final int SUMS = DotTile.CHAINS + 16 * ELEMENTS;

  /**
   * What distinguishes one kernel from another.
   *
   * @param rows rows of C
   * @param columns columns of C; there are at most 16 elements
   * @param ldc stride of C, a constant of the kernel
   * @param accumulate whether C is added to, or else overwritten
   * @param added whether the tile has added its chains as far as {@link ChainEmitter#LEFT}
   */
  record Shape(int rows, int columns, int ldc, boolean accumulate, boolean added) {}

  /**
   * c(i,j) = or += the sum of the 16 chains of element i·columns + j, as {@link DotTile} leaves
   * them.
   *
   * @param chains is overwritten from element {@link #SUMS} on
   */
  abstract void run(float[] chains, float[] c, int c0);
}
