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
}
