package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.vector.Tile.LayoutOfA;

/**
 * Some columns of C, one group of vectors wide: tiles of one height below each other, and a rest.
 */
final class TileColumn {

  /** The first column, in elements of C. */
  final int start;

  /** Terms up to which the tiles of a column may be one call: more hide what a call takes. */
  private static final int FEW_TERMS = 16;

  private final int whole;
  private final int height;
  private final int lda;
  private final int ldb;
  private final int ldc;
  private final int aStep;
  private final int cStep;
  private final boolean scaled;
  private final boolean stacked;
  private final Tile tile;
  private final Tile adding;
  private final Tile rest;
  private final Tile addingRest;

  /**
   * Parameters as in {@link Tile.Shape}, but for these:
   *
   * @param rows all rows of the column
   * @param k most steps at a time
   * @param height rows of a tile
   * @param start the first column, in elements of C
   * @param scaled whether it adds a multiple where it was to overwrite
   */
  TileColumn(
      int rows,
      int k,
      int height,
      int vectors,
      LayoutOfA layout,
      boolean packedB,
      int lda,
      int ldb,
      int ldc,
      int start,
      int last,
      boolean scaled) {
    this.start = start;
    this.height = height;
    this.whole = rows / height;
    this.lda = lda;
    this.ldb = ldb;
    this.ldc = ldc;
    this.cStep = height * ldc;
    this.scaled = scaled;
    int left = rows % height;
    boolean masked = vectors == 1 && last > 0 && last < Lanes.COUNT;
    Tile.Shape shape =
        new Tile.Shape(
            height,
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
            !masked && !scaled && stacks(whole, k, ldc));
    stacked = shape.stacked();
    aStep = shape.stepOfA(lda);
    tile = Tiles.get(shape.thatAdds(false));
    adding = Tiles.get(shape.thatAdds(true));
    Tile.Shape shapeOfRest = shape.withRows(left);
    rest = left == 0 ? null : Tiles.get(shapeOfRest.thatAdds(false));
    addingRest = left == 0 ? null : Tiles.get(shapeOfRest.thatAdds(true));
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

  /** All rows, over some steps; c0 is the start of the first row of C. */
  void run(
      boolean add, int k, float[] a, int a0, float[] b, int b0, float[] c, int c0, float scale) {
    float factor = scaled ? scale : add ? Tile.ADD : Tile.OVERWRITE;
    Tile full = add ? adding : tile;
    int ai = a0;
    int ci = c0 + start;
    if (stacked) {
      full.run(k, a, ai, lda, b, b0, ldb, c, ci, ldc, factor, whole);
      ai += whole * aStep;
      ci += whole * cStep;
    } else {
      for (int i = 0; i < whole; i++) {
        full.run(k, a, ai, lda, b, b0, ldb, c, ci, ldc, factor);
        ai += aStep;
        ci += cStep;
      }
    }
    Tile edge = add ? addingRest : rest;
    if (edge != null) {
      edge.run(k, a, ai, lda, b, b0, ldb, c, ci, ldc, factor);
    }
  }
}
