package io.github.lanewise.kernel;

/**
 * The contract of every matrix product kernel.
 *
 * <ul>
 *   <li>c(i,j) is one chain of fused multiply-adds over ascending p = 0 … k−1, starting from +0, or
 *       from the old c(i,j) when {@code accumulate}. No other order, whatever the tile, block,
 *       width or thread.
 *   <li>When not accumulating C is never read. k = 0 writes +0, or leaves C when accumulating.
 *   <li>Nothing outside the m×n elements of C is written. C overlaps neither A nor B.
 *   <li>Shapes and bounds were checked by the caller.
 * </ul>
 */
public interface ProductKernels {

  /**
   * C = op(A)·op(B), or C += op(A)·op(B).
   *
   * @param lda row stride of A in elements, likewise ldb and ldc
   */
  void gemm(
      Transposition transposition,
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
