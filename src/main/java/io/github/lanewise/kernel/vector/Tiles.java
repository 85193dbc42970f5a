package io.github.lanewise.kernel.vector;

import java.util.concurrent.atomic.AtomicReferenceArray;

/** Every register tile in use, emitted at its first use. Thread-safe. */
final class Tiles {

  private static final AtomicReferenceArray<Tile> EMITTED = new AtomicReferenceArray<>(1 << 11);

  private Tiles() {}

  /** The tile of a shape; arguments as in {@link Tile.Shape}. */
  static Tile get(
      int rows,
      int vectors,
      Tile.LayoutOfA layoutA,
      boolean packedB,
      boolean accumulate,
      boolean masked) {
    // Rows up to 15, 1 to 4 vectors, three layouts and three flags fill eleven bits.
    int index =
        rows
            | (vectors - 1) << 4
            | layoutA.ordinal() << 6
            | (packedB ? 1 << 8 : 0)
            | (accumulate ? 1 << 9 : 0)
            | (masked ? 1 << 10 : 0);
    Tile tile = EMITTED.getAcquire(index);
    return tile != null
        ? tile
        : emit(index, new Tile.Shape(rows, vectors, layoutA, packedB, accumulate, masked));
  }

  private static synchronized Tile emit(int index, Tile.Shape shape) {
    Tile tile = EMITTED.getAcquire(index);
    if (tile == null) {
      tile = TileEmitter.emit(shape);
      EMITTED.setRelease(index, tile);
    }
    return tile;
  }
}
