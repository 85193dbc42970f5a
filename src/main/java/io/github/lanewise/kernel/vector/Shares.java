package io.github.lanewise.kernel.vector;

/** Splits a length into nearly equal parts: 64 by at most 12 gives 11, 11, 11, 11, 10 and 10. */
final class Shares {

  private Shares() {}

  /** The fewest parts of at most {@code most}. */
  static int count(int length, int most) {
    return (length + most - 1) / most;
  }

  /** The longest of the fewest parts of at most {@code most}. */
  static int longest(int length, int most) {
    return count(length, count(length, most));
  }

  /** How long part {@code index} of {@code count} is: the longer ones come first. */
  static int length(int length, int count, int index) {
    return count == 1 ? length : length / count + (index < length % count ? 1 : 0);
  }

  /** Where part {@code index} starts. */
  static int start(int length, int count, int index) {
    return length / count * index + Math.min(index, length % count);
  }

  /**
   * The length of equal parts that is closest to a given one, in whole vectors: the last part may
   * be shorter.
   */
  static int near(int length, int wanted) {
    int parts = Math.max(1, (length + wanted / 2) / wanted);
    return count(count(length, parts), Lanes.COUNT) * Lanes.COUNT;
  }
}
