package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.Epilogue;
import java.lang.invoke.VarHandle;

/**
 * A register tile: C[rows × columns] = A·B, += A·B, or + scale·(A·B), all of k in one go, one
 * vector register for each vector of a row of C. With an {@link Epilogue} the row that it adds is
 * the line of B behind the last step.
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

  /** Whether a kernel computes one tile a call, or any number, one below the other. */
  enum Stack {
    SINGLE,
    /** All with the same B. */
    OF_SAME_B,
    /** Each with the steps of B that follow those of the one before. */
    OF_NEXT_B
  }

  /**
   * What distinguishes one kernel from another. A stride that is {@link #ANY} is given with each
   * call; any other is a constant of the kernel, which then needs neither registers nor arithmetic
   * for the addresses of its rows, and fewer checks of bounds.
   *
   * @param rows rows of C
   * @param vectors vectors in a row of C
   * @param layoutA where a(row,p) lies
   * @param startsFromC of a masked tile, whether the chains start from C; another is told with each
   *     call, but with masks both ways would be too much code, see {@link TileEmitter}
   * @param scaled C = fma(scale, A·B, C)
   * @param masked only the first columns of the one vector exist in C, and in B unless that is
   *     packed; what lies beyond is neither read nor written
   * @param packedB vector v of b(p,·) lies at b0 + p·ldb + v·lanes, the last one, too
   * @param lda stride of A, or ANY
   * @param ldb stride of B, or ANY
   * @param ldc stride of C, or ANY
   * @param last where the last vector of a row of C starts, and of B unless that is packed, counted
   *     from the first: it may overlap the one before. Of a masked kernel the number of columns
   * @param copiesB whether it copies the vectors of B to a panel as it reads them; not if B is
   *     packed, and not of a masked kernel or a stack
   * @param stack which tiles a call computes
   * @param epilogue what follows the sums of a call that says so; none if scaled or masked, or if B
   *     goes on
   */
  record Shape(
      int rows,
      int vectors,
      LayoutOfA layoutA,
      boolean startsFromC,
      boolean scaled,
      boolean masked,
      boolean packedB,
      int lda,
      int ldb,
      int ldc,
      int last,
      boolean copiesB,
      Stack stack,
      Epilogue epilogue) {

    /** Rows of A by all of a panel of B, whose vectors are whole, into rows of C ldc apart. */
    static Shape ofPanel(int rows, int vectors, int lda, int ldc, Stack stack) {
      int ldb = vectors * Lanes.COUNT;
      return new Shape(
          rows,
          vectors,
          LayoutOfA.ROWS,
          false,
          false,
          false,
          true,
          lda,
          ldb,
          ldc,
          ldb - Lanes.COUNT,
          false,
          stack,
          Epilogue.NONE);
    }

    /** Whether all loads of a step beside the sums are more than there are registers. */
    boolean overflows() {
      return (rows + 1) * vectors + rows > TileShapes.REGISTERS;
    }

    /** Tiles of so many rows. */
    Shape withRows(int rows, Stack stack) {
      return with(rows, startsFromC, lda, ldb, ldc, stack);
    }

    /** Of a masked tile, the one for adding to C, of no more rows than C1 can compile. */
    Shape thatStartsFromC() {
      return with(Math.min(rows, TileShapes.MASKED_READING_ROWS), true, lda, ldb, ldc, stack);
    }

    Shape forAnyStride() {
      return with(rows, startsFromC, ANY, ANY, ANY, stack);
    }

    private Shape with(int rows, boolean startsFromC, int lda, int ldb, int ldc, Stack stack) {
      return new Shape(
          rows,
          vectors,
          layoutA,
          startsFromC,
          scaled,
          masked,
          packedB,
          lda,
          ldb,
          ldc,
          last,
          copiesB,
          stack,
          epilogue);
    }

    /** Between the places of A of two tiles, one below the other. */
    int stepOfA(int lda) {
      return layoutA == LayoutOfA.ROWS ? rows * lda : rows;
    }
  }

  /** The factor of C if it is not read. */
  static final float OVERWRITE = 0;

  /** The factor of C if the chains start from it. */
  static final float ADD = 1;

  /** What is added to one of these factors if the epilogue is to follow. */
  static final float END = 2;

  /** A stride that is not known when a kernel is emitted. */
  static final int ANY = 0;

  /** Calls after which C2 has compiled a kernel: it does after some two thousand. */
  private static final int COLD_CALLS = 20_000;

  /** Steps at a time until then. */
  private static final int COLD_STEPS = 8;

  /**
   * Steps up to which a kernel that overwrites C is not asked to add to it instead: one that never
   * has is faster by 20 cycles a call.
   */
  private static final int SHORT = 64;

  private static final float[] NO_PANEL = {};

  private Shape shape;
  private int calls;

  /** To be called once, before the first {@link #run}. */
  final Tile of(Shape shape) {
    this.shape = shape;
    // Nothing can go on from C where its sums are not, or the kernel does not read it.
    this.calls = shape.scaled() || shape.masked() ? COLD_CALLS : 0;
    // Products keep tiles in plain arrays, from which other threads take them.
    VarHandle.storeStoreFence();
    return this;
  }

  /**
   * Runs the k steps. Reads and writes whole vectors only, unless masked.
   *
   * @param factor of a scaled tile, what it multiplies A·B by; of others what it multiplies C by,
   *     {@link #OVERWRITE} or {@link #ADD}, and a masked one is made for one of them; one with an
   *     epilogue may be told to {@link #END}
   */
  final void run(
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
      float factor) {
    if (calls >= COLD_CALLS) {
      steps(k, a, a0, lda, b, b0, ldb, c, c0, ldc, factor);
    } else {
      runCold(k, a, a0, lda, b, b0, ldb, c, c0, ldc, factor, NO_PANEL, 0);
    }
  }

  /**
   * The same of a kernel that copies B.
   *
   * @param panel gets vector v of b(p,·) at panel0 + (p·vectors + v)·lanes
   */
  final void run(
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
      float factor,
      float[] panel,
      int panel0) {
    if (calls >= COLD_CALLS) {
      copying(k, a, a0, lda, b, b0, ldb, c, c0, ldc, factor, panel, panel0);
    } else {
      runCold(k, a, a0, lda, b, b0, ldb, c, c0, ldc, factor, panel, panel0);
    }
  }

  /** The same for so many tiles of a stacked kernel, of which a0 and c0 are the first. */
  final void run(
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
      float factor,
      int tiles) {
    if (calls >= COLD_CALLS) {
      stack(k, a, a0, lda, b, b0, ldb, c, c0, ldc, factor, tiles);
      return;
    }
    for (int i = 0; i < tiles; i++) {
      int ai = a0 + i * shape.stepOfA(lda);
      int bi = shape.stack() == Stack.OF_NEXT_B ? b0 + i * k * ldb : b0;
      int ci = c0 + i * shape.rows() * ldc;
      runCold(k, a, ai, lda, b, bi, ldb, c, ci, ldc, factor, NO_PANEL, 0);
    }
  }

  /**
   * A step of a kernel that C2 has not compiled takes a thousand times as long, and if its calls
   * are long, HotSpot has C2 compile the loop first, for calls that have begun, and only then the
   * method. Of short calls it has the method compiled at once, after half as many steps. Splitting
   * k is exact, since C then holds the chains.
   */
  private void runCold(
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
      float factor,
      float[] panel,
      int panel0) {
    int aStep = shape.layoutA() == LayoutOfA.ROWS ? 1 : lda;
    float end = factor >= END ? END : 0;
    float start = factor - end;
    int most = k <= SHORT && start == OVERWRITE ? SHORT : COLD_STEPS;
    int p = 0;
    do {
      int length = Math.min(most, k - p);
      float ofPart = (p == 0 ? start : ADD) + (p + length == k ? end : 0);
      int ap = a0 + p * aStep;
      int bp = b0 + p * ldb;
      if (shape.copiesB()) {
        int to = panel0 + p * shape.vectors() * Lanes.COUNT;
        copying(length, a, ap, lda, b, bp, ldb, c, c0, ldc, ofPart, panel, to);
      } else {
        steps(length, a, ap, lda, b, bp, ldb, c, c0, ldc, ofPart);
      }
      calls++;
      p += most;
    } while (p < k);
  }

  /** As {@link #run}. A kernel overrides this, {@link #stack} or {@link #copying}. */
  void steps(
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
      float factor) {
    stack(k, a, a0, lda, b, b0, ldb, c, c0, ldc, factor, 1);
  }

  /** As {@link #run} of a kernel that copies B. */
  void copying(
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
      float factor,
      float[] panel,
      int panel0) {
    throw new UnsupportedOperationException(shape + " does not copy B");
  }

  /** The same for so many tiles, one below the other. */
  void stack(
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
      float factor,
      int tiles) {
    throw new UnsupportedOperationException(shape + " is of one tile");
  }
}
