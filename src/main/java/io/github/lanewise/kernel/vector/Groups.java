package io.github.lanewise.kernel.vector;

/**
 * How the columns of a row are cut into groups of two vectors, with one group of a single vector at
 * the end if the vectors are odd in number.
 *
 * <pre>
 * 80 columns, 16 lanes:  | 0 16 | 32 48 | 64 |        where vectors start
 * 77 columns             | 0 16 | 32 45 | 61 |        the last pair overlaps, the single one follows it
 * 10 columns             | 0 |                        one vector, not whole
 * </pre>
 *
 * Columns in two vectors are computed twice, to the same bits.
 */
final class Groups {

  private static final int L = Lanes.COUNT;

  private Groups() {}

  static int count(int columns) {
    return Shares.count(columns, 2 * L);
  }

  /** Vectors in a group, 1 or 2. */
  static int vectors(int columns, int group) {
    return columns - 2 * L * group > L ? 2 : 1;
  }

  /** The column at which a group starts. */
  static int start(int columns, int group) {
    boolean single = group > 0 && vectors(columns, group) == 1;
    return single ? columns - L : 2 * L * group;
  }

  /** Where the second vector of a group starts, counted from the first; 0 if there is none. */
  static int second(int columns, int group) {
    int left = columns - 2 * L * group;
    if (left <= L) {
      return 0;
    }
    return left <= 3 * L ? left - L - (left > 2 * L ? L : 0) : L;
  }
}
