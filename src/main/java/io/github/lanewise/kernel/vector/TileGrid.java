package io.github.lanewise.kernel.vector;

/**
 * How the rows and columns of C are cut into register tiles, for operands that are read in place:
 * the cheapest way by a model of what a core can do in a cycle.
 *
 * <p>A step of a tile of h rows and v vectors takes
 *
 * <pre>
 * max(h·v/2, (h + 2·v)/2, 4)        two FMAs; two loads, a vector across two cache lines counting twice; the latency of an FMA
 * </pre>
 *
 * cycles, and a tile, whatever k, some for its call, for clearing its sums and for storing them.
 *
 * @param width vectors of a group of columns, at most; see {@link Groups}
 */
record TileGrid(int width) {

  private static final int L = Lanes.COUNT;

  /** Cycles that a tile takes beside its steps, and each of its vectors. */
  private static final double A_TILE = 30;

  private static final double A_VECTOR = 2.5;

  /** The cheapest grid for m × n elements of k terms each, of at most so many vectors a tile. */
  static TileGrid of(int m, int n, int k, int most) {
    int best = 2;
    double least = Double.POSITIVE_INFINITY;
    for (int width = 2; width <= most; width++) {
      double cycles = cycles(m, n, k, width);
      if (cycles < least) {
        least = cycles;
        best = width;
      }
    }
    return new TileGrid(best);
  }

  private static double cycles(int m, int n, int k, int width) {
    double cycles = 0;
    for (int group = 0; group < Groups.count(n, width); group++) {
      int vectors = Groups.vectors(n, width, group);
      cycles += cyclesOfColumn(m, vectors, k);
    }
    return cycles;
  }

  private static double cyclesOfColumn(int m, int vectors, int k) {
    int tiles = Shares.count(m, TileShapes.rows(vectors));
    int height = Shares.count(m, tiles);
    int low = tiles * height - m;
    return (tiles - low) * cyclesOfTile(height, vectors, k)
        + low * cyclesOfTile(height - 1, vectors, k);
  }

  private static double cyclesOfTile(int h, int v, int k) {
    double step = Math.max(4, Math.max(h * v / 2.0, (h + 2 * v) / 2.0));
    return k * step + A_TILE + A_VECTOR * h * v;
  }
}
