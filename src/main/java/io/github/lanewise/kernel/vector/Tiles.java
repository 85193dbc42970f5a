package io.github.lanewise.kernel.vector;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Every register tile in use, emitted at its first use. Thread-safe. */
final class Tiles {

  /**
   * Kernels with constant strides, at most. A program that meets more shapes than that goes on with
   * kernels for any stride, of which there are few.
   */
  private static final int MOST_SPECIAL = 1000;

  private static final ConcurrentMap<Tile.Shape, Tile> EMITTED = new ConcurrentHashMap<>();

  private Tiles() {}

  /** The tile of a shape, or of the same shape for any strides if there are too many. */
  static Tile get(Tile.Shape shape) {
    Tile tile = EMITTED.get(shape);
    if (tile != null) {
      return tile;
    }
    Tile.Shape wanted = EMITTED.size() < MOST_SPECIAL ? shape : shape.forAnyStride();
    return EMITTED.computeIfAbsent(wanted, TileEmitter::emit);
  }
}
