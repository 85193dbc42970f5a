package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.Epilogue;
import io.github.lanewise.kernel.vector.Tile.LayoutOfA;
import io.github.lanewise.kernel.vector.Tile.Stack;

/**
 * Some columns of C, one group of vectors wide: tiles below each other, as few as possible, whose
 * heights differ by one row at most. Full tiles and a rest would be as many, but a rest of few rows
 * has so few sums that it waits for them, see {@link TileGrid}.
 */
final class TileColumn {

  /** The first column, in elements of C. */
  final int start;

  /** Terms up to which the tiles of a column may be one call: more hide what a call takes. */
  private static final int FEW_TERMS = 16;

  private final int lda;
  private final int ldb;
  private final int ldc;
  private final boolean scaled;
  private final Cut overwriting;
  private final Cut adding;

  /**
   * Parameters as in {@link Tile.Shape}, but for these:
   *
   * @param rows all rows of the column
   * @param k most steps at a time
   * @param most rows of a tile, at most; of those that start from C there may be fewer
   * @param start the first column, in elements of C
   * @param scaled whether it adds a multiple where it was to overwrite
   * @param epilogue none where scaled
   */
  TileColumn(
      int rows,
      int k,
      int most,
      int vectors,
      LayoutOfA layout,
      boolean packedB,
      int lda,
      int ldb,
      int ldc,
      int start,
      int last,
      boolean scaled,
      Epilogue epilogue) {
    this.start = start;
    this.lda = lda;
    this.ldb = ldb;
    this.ldc = ldc;
    this.scaled = scaled;
    boolean masked = vectors == 1 && last > 0 && last < Lanes.COUNT;
    Tile.Shape shape =
        new Tile.Shape(
            most,
            vectors,
            layout,
            false,
            scaled,
            masked,
            packedB,
            lda,
            ldb,
            ldc,
            last,
            false,
            Stack.SINGLE,
            epilogue);
    overwriting = new Cut(rows, k, shape);
    adding = masked && !scaled ? new Cut(rows, k, shape.thatStartsFromC()) : overwriting;
  }

  /** The tiles of a column: how many have which height, and how many one row less. */
  private final class Cut {

    private final int height;
    private final int high;
    private final int low;
    private final boolean stacked;
    private final int aStep;
    private final int aStepOfLower;
    private final Tile tile;
    private final Tile lower;

    /**
     * @param shape of the highest tile that there may be
     */
    Cut(int rows, int k, Tile.Shape shape) {
      int tiles = Shares.count(rows, shape.rows());
      height = Shares.longest(rows, shape.rows());
      low = tiles * height - rows;
      high = tiles - low;
      stacked = !shape.masked() && !scaled && stacks(high, k, ldc);
      Tile.Shape higher = shape.withRows(height, stacked ? Stack.OF_SAME_B : Stack.SINGLE);
      aStep = higher.stepOfA(lda);
      tile = Tiles.get(higher);
      Tile.Shape shapeOfLower = shape.withRows(height - 1, Stack.SINGLE);
      aStepOfLower = shapeOfLower.stepOfA(lda);
      lower = low == 0 ? null : Tiles.get(shapeOfLower);
    }

    void run(int k, float[] a, int a0, float[] b, int b0, float[] c, int c0, float factor) {
      int ai = a0;
      int ci = c0;
      if (stacked) {
        tile.run(k, a, ai, lda, b, b0, ldb, c, ci, ldc, factor, high);
        ai += high * aStep;
        ci += high * height * ldc;
      } else {
        for (int i = 0; i < high; i++) {
          tile.run(k, a, ai, lda, b, b0, ldb, c, ci, ldc, factor);
          ai += aStep;
          ci += height * ldc;
        }
      }
      for (int i = 0; i < low; i++) {
        lower.run(k, a, ai, lda, b, b0, ldb, c, ci, ldc, factor);
        ai += aStepOfLower;
        ci += (height - 1) * ldc;
      }
    }
  }

  /**
   * Whether one call for all tiles is faster than a call each. It pays a loop around the steps, for
   * which C2 keeps fewer addresses in registers, so that the more steps there are the more tiles it
   * takes; and nothing is gained where the rows of C crowd a cache. Tiles that scale stay single:
   * C2 compiles their stacks seconds later, as fewer calls count.
   */
  private static boolean stacks(int tiles, int k, int ldc) {
    return k <= Math.min(FEW_TERMS, 2 * (tiles - 3)) && ldc % BandedProduct.CROWDING != 0;
  }

  /**
   * All rows, over some steps; c0 is the start of the first row of C.
   *
   * @param scale of no account unless scaled
   */
  void run(
      boolean add, int k, float[] a, int a0, float[] b, int b0, float[] c, int c0, float scale) {
    float factor = scaled ? scale : add ? Tile.ADD : Tile.OVERWRITE;
    (add ? adding : overwriting).run(k, a, a0, b, b0, c, c0 + start, factor);
  }

  /**
   * The same of a column that does not scale.
   *
   * @param ends whether the epilogue follows these steps; never if there is none
   */
  void run(
      boolean add, boolean ends, int k, float[] a, int a0, float[] b, int b0, float[] c, int c0) {
    float factor = add ? Tile.ADD : Tile.OVERWRITE;
    float ending = ends ? factor + Tile.END : factor;
    (add ? adding : overwriting).run(k, a, a0, b, b0, c, c0 + start, ending);
  }
}
