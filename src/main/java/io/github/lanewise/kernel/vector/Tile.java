package io.github.lanewise.kernel.vector;

/**
 * A register tile: C[rows × columns] = A·B, += A·B, or + scale·(A·B), all of k in one go, one
 * vector register for each vector of a row of C.
 *
 * <pre>
 *             b(p,·):  | vector 0 | vector 1 |  …        at b0 + p·ldb, contiguous
 *   a(0,p)             |  c00     |  c01     |
 *   a(1,p)             |  c10     |  c11     |           at a0, see LayoutOfA
 *    …                 |   …      |   …      |
 * </pre>
 *
 * Implementations are emitted by {@link TileEmitter}, one class a {@link Shape}.
 */
abstract class Tile {

  /** How the elements of A that a tile broadcasts lie in memory. */
  enum LayoutOfA {
    /** a(row,p) at a0 + row·lda + p: the rows of A in A·B and A·Bᵀ. */
    ROWS,
    /** a(row,p) at a0 + p·lda + row: the columns of A in Aᵀ·B. */
    COLUMNS
  }

  /**
   * What distinguishes one kernel from another. A stride that is {@link #ANY} is given with each
   * call; any other is a constant of the kernel, which then needs neither registers nor arithmetic
   * for the addresses of its rows, and fewer checks of bounds.
   *
   * @param rows rows of C
   * @param vectors vectors in a row of C
   * @param layoutA where a(row,p) lies
   * @param accumulate the chains start from C, or else from +0, and then C is not read
   * @param scaled C = fma(scale, A·B, C), not with {@code accumulate}
   * @param masked only the first columns of the one vector exist in C, and in B unless that is
   *     packed; what lies beyond is neither read nor written
   * @param packedB vector v of b(p,·) lies at b0 + p·ldb + v·lanes, the last one, too
   * @param lda stride of A, or ANY
   * @param ldb stride of B, or ANY
   * @param ldc stride of C, or ANY
   * @param last where the last vector of a row of C starts, and of B unless that is packed, counted
   *     from the first: it may overlap the one before. Of a masked kernel the number of columns
   */
  record Shape(
      int rows,
      int vectors,
      LayoutOfA layoutA,
      boolean accumulate,
      boolean scaled,
      boolean masked,
      boolean packedB,
      int lda,
      int ldb,
      int ldc,
      int last) {

    Shape withRows(int rows) {
      return new Shape(
          rows, vectors, layoutA, accumulate, scaled, masked, packedB, lda, ldb, ldc, last);
    }

    Shape accumulating() {
      return new Shape(rows, vectors, layoutA, true, false, masked, packedB, lda, ldb, ldc, last);
    }

    Shape forAnyStride() {
      return new Shape(
          rows, vectors, layoutA, accumulate, scaled, masked, packedB, ANY, ANY, ANY, last);
    }
  }

  /** A stride that is not known when a kernel is emitted. */
  static final int ANY = 0;

  /**
   * Runs the k steps. Reads and writes whole vectors only, unless masked.
   *
   * @param scale what a scaled tile multiplies A·B by; of no account to others
   */
  abstract void run(
      int k,
      float[] a,
      int a0,
      int lda,
      float[] b,
      int b0,
      int ldb,
      float[] c,
      int c0,
      int ldc,
      float scale);
}
