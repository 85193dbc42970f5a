package io.github.lanewise.kernel.vector;

import java.util.concurrent.atomic.AtomicReferenceArray;

/** Every register tile in use, emitted at its first use. Thread-safe. */
final class Tiles {

  private static final AtomicReferenceArray<Tile> EMITTED =
      new AtomicReferenceArray<>(16 * (TileShapes.ROWS + 1) * (TileShapes.VECTORS + 1));

  private Tiles() {}

  /** The tile of a shape; arguments as in {@link Tile.Shape}. */
  static Tile get(int rows, int vectors, boolean packedA, boolean packedB, boolean accumulate, boolean masked) {
    int kind = (packedA ? 1 : 0) + (packedB ? 2 : 0) + (accumulate ? 4 : 0) + (masked ? 8 : 0);
    int index = (rows * (TileShapes.VECTORS + 1) + vectors) * 16 + kind;
    Tile tile = EMITTED.getAcquire(index);
    return tile != null ? tile : emit(index, rows, vectors, packedA, packedB, accumulate, masked);
  }

  private static synchronized Tile emit(
      int index, int rows, int vectors, boolean packedA, boolean packedB, boolean accumulate, boolean masked) {
    Tile tile = EMITTED.getAcquire(index);
    if (tile == null) {
      tile = TileEmitter.emit(new Tile.Shape(rows, vectors, packedA, packedB, accumulate, masked));
      EMITTED.setRelease(index, tile);
    }
    return tile;
  }
}
