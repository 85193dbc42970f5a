package io.github.lanewise.kernel.vector;

/**
 * How the columns of a row are cut into groups of at most {@code width} vectors, as even as
 * possible, a tile for each.
 *
 * <pre>
 * width 2, 16 lanes:
 * 80 columns   | 0 16 | 32 48 | 64 |        where vectors start
 * 77 columns   | 0 16 | 32 45 | 61 |        the last vector of the group before the single one overlaps
 * 75 columns, width 4
 *              | 0 16 32 | 48 59 |
 * 10 columns   | 0 |                        one vector, not whole
 * </pre>
 *
 * Columns in two vectors of a group are computed twice, to the same bits. Groups do not overlap: an
 * accumulating tile would add twice.
 */
final class Groups {

  private static final int L = Lanes.COUNT;

  private Groups() {}

  static int count(int columns, int width) {
    return Shares.count(columns, width * L);
  }

  /** Vectors in a group. */
  static int vectors(int columns, int width, int group) {
    return Shares.length(Shares.count(columns, L), count(columns, width), group);
  }

  /** How many vectors there are before a group. */
  static int vectorsBefore(int columns, int width, int group) {
    return Shares.start(Shares.count(columns, L), count(columns, width), group);
  }

  /** The column at which a group starts. */
  static int start(int columns, int width, int group) {
    boolean single = group > 0 && vectors(columns, width, group) == 1;
    return single ? columns - L : vectorsBefore(columns, width, group) * L;
  }

  /** Where the last vector of a group starts, counted from the first; 0 if there is one only. */
  static int last(int columns, int width, int group) {
    int vectors = vectors(columns, width, group);
    if (vectors == 1) {
      return 0;
    }
    int whole = (vectors - 1) * L;
    int count = Shares.count(columns, L);
    // This group ends the row, or a single vector follows, which must not overlap it.
    int left = count - vectorsBefore(columns, width, group) - vectors;
    boolean lastWhole = left > 1 || left == 1 && vectors(columns, width, group + 1) != 1;
    return lastWhole ? whole : whole - (count * L - columns);
  }
}
