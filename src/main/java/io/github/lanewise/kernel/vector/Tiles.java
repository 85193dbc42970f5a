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
      int lanes,
      Tile.LayoutOfA layoutA,
      boolean packedB,
      boolean accumulate) {
    // rows ≤ 15, vectors 1 or 2, lanes 4, 8 or 16, three layouts and two flags fill eleven bits.
    int index =
        rows
            | (vectors - 1) << 4
            | (lanes >> 3) << 5
            | layoutA.ordinal() << 7
            | (packedB ? 1 << 9 : 0)
            | (accumulate ? 1 << 10 : 0);
    Tile tile = EMITTED.getAcquire(index);
    return tile != null
        ? tile
        : emit(index, new Tile.Shape(rows, vectors, lanes, layoutA, packedB, accumulate));
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
