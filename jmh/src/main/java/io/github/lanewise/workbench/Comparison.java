package io.github.lanewise.workbench;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One figure of two runs: the ratio of the medians, and between what it may lie.
 *
 * <p>The interval is a bootstrap over both levels of chance (Kalibera and Jones, <i>Rigorous
 * benchmarking in reasonable time</i>, 2013): forks are drawn with repetition, then samples of each
 * fork, as C2 compiles the same code differently from JVM to JVM. With one fork that chance is not
 * seen, so more of a change is then asked for.
 *
 * @param ratio second run ÷ first run; above 1 is faster
 * @param low with {@code high}, holds the ratio in 99 of 100 cases
 */
record Comparison(Figure first, Figure second, double ratio, double low, double high) {

  /** What a figure did from the first run to the second. */
  enum Verdict {
    FASTER,
    SLOWER,
    SAME,
    /** The interval holds 1, but is too wide to say that nothing changed. */
    UNCLEAR
  }

  private static final int DRAWS = 2000;
  private static final double TAIL = 0.005;

  /** Changes below this are not worth a mark, however sure they are. */
  private static final double SMALLEST = 0.02;

  /** With a single fork in a run: medians of forks were seen to differ by this much. */
  private static final double SMALLEST_OF_ONE_FORK = 0.10;

  private static final double WIDE = 0.10;

  static Comparison of(Figure first, Figure second) {
    SplittableRandom random = new SplittableRandom(1);
    double[] ratios = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      ratios[i] = drawnMedian(second.samples(), random) / drawnMedian(first.samples(), random);
    }
    Arrays.sort(ratios);
    return new Comparison(
        first,
        second,
        second.median() / first.median(),
        ratios[(int) (TAIL * DRAWS)],
        ratios[(int) ((1 - TAIL) * DRAWS) - 1]);
  }

  private static double drawnMedian(List<double[]> forks, SplittableRandom random) {
    double[] drawn = new double[forks.stream().mapToInt(fork -> fork.length).sum()];
    int count = 0;
    for (int f = 0; f < forks.size(); f++) {
      double[] fork = forks.get(random.nextInt(forks.size()));
      for (int s = 0; s < fork.length && count < drawn.length; s++) {
        drawn[count++] = fork[random.nextInt(fork.length)];
      }
    }
    double[] sorted = Arrays.copyOf(drawn, count);
    Arrays.sort(sorted);
    return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
  }

  Verdict verdict() {
    boolean oneFork = first.samples().size() == 1 || second.samples().size() == 1;
    double threshold = oneFork ? SMALLEST_OF_ONE_FORK : SMALLEST;
    if (low > 1 && ratio > 1 + threshold) {
      return Verdict.FASTER;
    }
    if (high < 1 && ratio < 1 / (1 + threshold)) {
      return Verdict.SLOWER;
    }
    return low < 1 - WIDE || high > 1 + WIDE ? Verdict.UNCLEAR : Verdict.SAME;
  }
}
