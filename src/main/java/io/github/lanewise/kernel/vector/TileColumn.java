package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.vector.Tile.LayoutOfA;

/** Some columns of C, one group of vectors wide: tiles of one height below each other, and a rest. */
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
  private final Tile tile;
  private final Tile accumulating;
  private final Tile rest;
  private final Tile accumulatingRest;

  /** Parameters as in {@link Tile.Shape}, but for {@code rows}, which is all rows of the column. */
  TileColumn(
      int rows,
      int height,
      int vectors,
      LayoutOfA layout,
      boolean masked,
      int lda,
      int ldb,
      int ldc,
      int start,
      int last) {
    this.start = start;
    this.height = height;
    this.whole = rows / height;
    this.lda = lda;
    this.ldb = ldb;
    this.ldc = ldc;
    this.aStep = layout == LayoutOfA.ROWS ? height * lda : height;
    this.cStep = height * ldc;
    tile = tile(height, vectors, layout, false, masked, last);
    accumulating = tile(height, vectors, layout, true, masked, last);
    int left = rows % height;
    rest = left == 0 ? null : tile(left, vectors, layout, false, masked, last);
    accumulatingRest = left == 0 ? null : tile(left, vectors, layout, true, masked, last);
  }

  private Tile tile(
      int rows, int vectors, LayoutOfA layout, boolean accumulate, boolean masked, int last) {
    return Tiles.get(
        new Tile.Shape(rows, vectors, layout, accumulate, masked, false, lda, ldb, ldc, last));
  }

  /** All rows, over some steps; c0 is the start of the first row of C. */
  void run(boolean add, int k, float[] a, int a0, float[] b, int b0, float[] c, int c0) {
    Tile full = add ? accumulating : tile;
    int ai = a0;
    int ci = c0 + start;
    for (int i = 0; i < whole; i++) {
      full.run(k, a, ai, lda, b, b0, ldb, c, ci, ldc);
      ai += aStep;
      ci += cStep;
    }
    Tile edge = add ? accumulatingRest : rest;
    if (edge != null) {
      edge.run(k, a, ai, lda, b, b0, ldb, c, ci, ldc);
    }
  }
}
