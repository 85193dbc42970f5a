package io.github.lanewise.kernel;

/**
 * The contract of every matrix product kernel.
 *
 * <ul>
 *   <li>The terms of c(i,j) are summed in the order that {@link SumOrder} defines, whatever the
 *       tile, block, width or thread: the caller names the order, since it splits C and the whole
 *       shape decides.
 *   <li>When not accumulating C is never read. k = 0 writes +0, or leaves C when accumulating.
 *   <li>Nothing outside the m×n elements of C is written. C overlaps neither A nor B.
 *   <li>Shapes and bounds were checked by the caller.
 * </ul>
 */
public interface ProductKernels {

  /** Terms of a product that stays in registers until it is scaled, at most. */
  int MOST_TERMS = 2048;

  /**
   * C = op(A)·op(B), or C += op(A)·op(B).
   *
   * @param order the order of summation; interleaved for NT only
   * @param lda row stride of A in elements, likewise ldb and ldc
   */
  void gemm(
      Transposition transposition,
      SumOrder order,
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float[] c,
      int cOffset,
      int ldc,
      boolean accumulate);

  /**
   * C = fma(scale, Aᵀ·B, C), each product rounded before, in the order of a chain.
   *
   * @param k at most {@link #MOST_TERMS}
   */
  void addScaled(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float scale,
      float[] c,
      int cOffset,
      int ldc);

  /**
   * Copies the right operand of A·B or A·Bᵀ for many products: n columns of C, k terms.
   *
   * @param row what {@link Epilogue#ADD_ROW} adds to each row of C, n elements; empty if there is
   *     none
   */
  PackedOperand pack(
      Transposition transposition, int n, int k, float[] b, int bOffset, int ldb, float[] row);

  /**
   * Whether {@link #gemmPacked} of so many rows adds the row that b was packed with, if any, before
   * it stores its sums. Where it does not the caller has to.
   */
  default boolean hasEpilogue(SumOrder order, int m, PackedOperand b) {
    return false;
  }

  /**
   * The columns j to j + columns of C = A·op(B) or C += A·op(B), to the bits of the product on the
   * operand that was packed. Here from the copy of its rows.
   *
   * @param order of the whole product
   * @param j a multiple of 64
   * @param cOffset where C starts, not its column j
   * @param epilogue none unless b was packed with a row and {@link #hasEpilogue} says so, and then
   *     not none
   */
  default void gemmPacked(
      SumOrder order,
      int m,
      int j,
      int columns,
      float[] a,
      int aOffset,
      int lda,
      PackedOperand b,
      float[] c,
      int cOffset,
      int ldc,
      boolean accumulate,
      Epilogue epilogue) {
    int start = b.offset() + (b.t() == Transposition.NT ? j * b.stride() : j);
    gemm(
        b.t(),
        order,
        m,
        columns,
        b.k(),
        a,
        aOffset,
        lda,
        b.rows(),
        start,
        b.stride(),
        c,
        cOffset + j,
        ldc,
        accumulate);
  }
}
