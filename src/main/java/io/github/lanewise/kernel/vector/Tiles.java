package io.github.lanewise.kernel.vector;

import java.util.concurrent.atomic.AtomicReferenceArray;

/** Every register tile in use, emitted at its first use. Thread-safe. */
final class Tiles {

  private static final int KINDS = 4 * Tile.LayoutOfA.values().length;

  private static final AtomicReferenceArray<Tile> EMITTED =
      new AtomicReferenceArray<>(KINDS * (TileShapes.ROWS + 1) * (TileShapes.VECTORS + 1));

  private Tiles() {}

  /** The tile of a shape; arguments as in {@link Tile.Shape}. */
  static Tile get(
      int rows, int vectors, Tile.LayoutOfA layoutA, boolean packedB, boolean accumulate) {
    int kind = 4 * layoutA.ordinal() + (packedB ? 1 : 0) + (accumulate ? 2 : 0);
    int index = (rows * (TileShapes.VECTORS + 1) + vectors) * KINDS + kind;
    Tile tile = EMITTED.getAcquire(index);
    return tile != null ? tile : emit(index, rows, vectors, layoutA, packedB, accumulate);
  }

  private static synchronized Tile emit(
      int index,
      int rows,
      int vectors,
      Tile.LayoutOfA layoutA,
      boolean packedB,
      boolean accumulate) {
    Tile tile = EMITTED.getAcquire(index);
    if (tile == null) {
      tile = TileEmitter.emit(new Tile.Shape(rows, vectors, layoutA, packedB, accumulate));
      EMITTED.setRelease(index, tile);
    }
    return tile;
  }
}
