package io.github.lanewise.kernel.vector;

/** Splits a length into nearly equal parts: 64 by at most 12 gives 10, 11, 11, 10, 11 and 11. */
final class Shares {

  private Shares() {}

  /** The fewest parts of at most {@code most}. */
  static int count(int length, int most) {
    return (length + most - 1) / most;
  }

  /** Where part {@code index} of {@code count} starts. */
  static int start(int length, int count, int index) {
    return (int) ((long) length * index / count);
  }
}
