package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.vector.Tile.LayoutOfA;

/**
 * Some columns of C, one group of vectors wide: tiles of one height below each other, and a rest.
 */
final class TileColumn {

  /** The first column, in elements of C. */
  final int start;

  private final int whole;
  private final int height;
  private final int lda;
  private final int ldb;
  private final int ldc;
  private final int aStep;
  private final int cStep;
  private final boolean scaled;
  private final Tile tile;
  private final Tile adding;
  private final Tile rest;
  private final Tile addingRest;

  /**
   * Parameters as in {@link Tile.Shape}, but for these:
   *
   * @param rows all rows of the column
   * @param height rows of a tile
   * @param start the first column, in elements of C
   * @param scaled whether it adds a multiple where it was to overwrite
   */
  TileColumn(
      int rows,
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
    this.aStep = layout == LayoutOfA.ROWS ? height * lda : height;
    this.cStep = height * ldc;
    this.scaled = scaled;
    int left = rows % height;
    Tile.Shape shape =
        new Tile.Shape(
            height,
            vectors,
            layout,
            false,
            scaled,
            vectors == 1 && last > 0 && last < Lanes.COUNT,
            packedB,
            lda,
            ldb,
            ldc,
            last);
    tile = Tiles.get(shape.thatAdds(false));
    adding = Tiles.get(shape.thatAdds(true));
    Tile.Shape shapeOfRest = shape.withRows(left);
    rest = left == 0 ? null : Tiles.get(shapeOfRest.thatAdds(false));
    addingRest = left == 0 ? null : Tiles.get(shapeOfRest.thatAdds(true));
  }

  /** All rows, over some steps; c0 is the start of the first row of C. */
  void run(
      boolean add, int k, float[] a, int a0, float[] b, int b0, float[] c, int c0, float scale) {
    float factor = scaled ? scale : add ? Tile.ADD : Tile.OVERWRITE;
    Tile full = add ? adding : tile;
    int ai = a0;
    int ci = c0 + start;
    for (int i = 0; i < whole; i++) {
      full.run(k, a, ai, lda, b, b0, ldb, c, ci, ldc, factor);
      ai += aStep;
      ci += cStep;
    }
    Tile edge = add ? addingRest : rest;
    if (edge != null) {
      edge.run(k, a, ai, lda, b, b0, ldb, c, ci, ldc, factor);
    }
  }
}
