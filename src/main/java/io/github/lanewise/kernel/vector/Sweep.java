package io.github.lanewise.kernel.vector;

/**
 * Some rows of C, from end to end, over some terms: all elements of A that this takes are in
 * registers, and B and C are read and written along their rows, which prefetchers follow.
 *
 * <pre>
 *   a(0,0) … a(0,q−1)   a(1,0) … a(1,q−1)      stay in registers
 *
 *   b(0,·)   ------------------------->
 *    …                                         q streams read
 *   b(q−1,·) ------------------------->
 *   c(0,·)   =========================>
 *   c(1,·)   =========================>        h streams written, and read if the chains start from C
 * </pre>
 *
 * Implementations are emitted by {@link SweepEmitter}, one class a {@link Shape}.
 */
abstract class Sweep {

  /**
   * What distinguishes one kernel from another.
   *
   * @param rows rows of C
   * @param terms terms of each sum
   * @param adds whether the chains start from C, or else from +0
   */
  record Shape(int rows, int terms, boolean adds) {}

  /** Calls after which C2 has compiled a kernel: it does after some hundreds. */
  private static final int COLD_CALLS = 5_000;

  /**
   * Columns at a time until then: of short calls HotSpot has the method compiled at once, see
   * {@link Tile}.
   */
  private static final int COLD_COLUMNS = 4 * Lanes.COUNT;

  private int calls;

  /**
   * Sweeps over n columns, of which there must be at least as many as lanes.
   *
   * @param aRow from one row of op(A) to the next
   * @param aTerm from one term of op(A) to the next
   */
  final void run(
      int n,
      float[] a,
      int a0,
      int aRow,
      int aTerm,
      float[] b,
      int b0,
      int ldb,
      float[] c,
      int c0,
      int ldc) {
    int j = 0;
    if (calls < COLD_CALLS) {
      for (; n - j >= 2 * COLD_COLUMNS; j += COLD_COLUMNS) {
        columns(COLD_COLUMNS, a, a0, aRow, aTerm, b, b0 + j, ldb, c, c0 + j, ldc);
        calls++;
      }
      calls++;
    }
    columns(n - j, a, a0, aRow, aTerm, b, b0 + j, ldb, c, c0 + j, ldc);
  }

  /** As {@link #run}. */
  abstract void columns(
      int n,
      float[] a,
      int a0,
      int aRow,
      int aTerm,
      float[] b,
      int b0,
      int ldb,
      float[] c,
      int c0,
      int ldc);
}
