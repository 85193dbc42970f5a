package io.github.lanewise.nn;

import io.github.lanewise.Threads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * How many threads the steps of a training get: as many as made the last ones fastest.
 *
 * <p>What one thread of a step has written the other reads soon after: weights, p, q and δ. Where
 * the two run on cores that share a cache, a second thread pays early; where they do not, such
 * cache lines take several times as long, and the same step twice as long on two threads as on one
 * (docs/decisions.md). Which of the two holds is known to nobody but the clock, and changes while a
 * virtual machine runs. So n, n/2, n/4 … 1 threads are tried, and what is best is tried again: soon
 * when steps have become slower or quicker, seldom when nothing changes. Another number is taken if
 * the round before its trial and that after it are both slower, as one alone may have been
 * disturbed. The results do not depend on it, not even in a bit.
 */
final class StepThreads {

  /** Steps that are timed together, at least and at most; in between they take a round's time. */
  static final int FEWEST = 4;

  static final int MOST = 512;

  /**
   * Helpers that were asleep, on a virtual core that was, take up to 10 ms to work as they will.
   */
  static final long ROUND_NANOS = 25_000_000;

  /** Rounds after the first of which, and between which at most, another number is tried. */
  static final int FIRST_TRIAL = 4;

  /** Trials that take twice as long as other rounds then take a hundredth of the time. */
  static final int LAST_TRIAL = 128;

  /** Of the time that a number of threads took, so much must another save. */
  private static final double WORTH_CHANGING = 0.03;

  /**
   * A round that takes so much longer than the one before the last trial, or shorter, is reason for
   * a trial: other work has come to the machine, or the compiler has come to the code.
   */
  private static final double CHANGED = 1.25;

  private final Threads[] choices;
  private final LongSupplier clock;

  /** The chosen one, and the one of this round, which a trial may differ in. */
  private int chosen;

  private int current;
  private int direction = -1;
  private long begun;

  /** What the steps of this round took, and all of them together. */
  private final long[] times = new long[MOST];

  private int steps;
  private long sum;

  /** What steps took in the last round with the chosen number, and in that before the trial. */
  private long usual = Long.MAX_VALUE;

  /** NaN before the first trial. */
  private double beforeTrial = Double.NaN;

  /** The number last tried, what its steps took, and whether the chosen one has to confirm it. */
  private int tried;

  private long trialTime;
  private boolean confirming;
  private int untilTrial = FIRST_TRIAL;
  private int period = FIRST_TRIAL;

  /**
   * @param work which none of a step's operations exceeds, as {@link Threads#worth} counts it
   */
  StepThreads(Threads threads, long work) {
    this(threads, work, System::nanoTime);
  }

  StepThreads(Threads threads, long work, LongSupplier clock) {
    List<Threads> all = new ArrayList<>();
    for (int count = threads.most(work); count >= 1; count /= 2) {
      all.addFirst(threads.atMost(count));
    }
    this.choices = all.toArray(Threads[]::new);
    this.clock = clock;
    this.chosen = choices.length - 1;
    this.current = chosen;
  }

  /** The threads for the next step. */
  Threads begin() {
    if (choices.length > 1) {
      begun = clock.getAsLong();
    }
    return choices[current];
  }

  /** After a step with a full batch; others say nothing. */
  void end() {
    if (choices.length == 1) {
      return;
    }
    long time = clock.getAsLong() - begun;
    times[steps++] = time;
    sum += time;
    if (steps == MOST || steps >= FEWEST && sum >= ROUND_NANOS) {
      // The lower quartile: neither interruptions count nor a lucky step.
      Arrays.sort(times, 0, steps);
      round(times[steps / 4]);
      steps = 0;
      sum = 0;
    }
  }

  private void round(long time) {
    if (current != chosen) {
      trialTime = time;
      if (isWorthChanging(usual)) {
        confirming = true;
      } else {
        settle(Math.min(2 * period, LAST_TRIAL));
      }
      current = chosen;
      return;
    }
    usual = time;
    if (confirming) {
      confirming = false;
      if (isWorthChanging(usual)) {
        chosen = tried;
        current = chosen;
        usual = trialTime;
        settle(FIRST_TRIAL);
      } else {
        settle(Math.min(2 * period, LAST_TRIAL));
      }
      return;
    }
    if (usual > CHANGED * beforeTrial || CHANGED * usual < beforeTrial) {
      period = Math.max(period / 2, FIRST_TRIAL);
      untilTrial = 0;
    }
    if (--untilTrial <= 0) {
      tried = neighbour();
      current = tried;
    }
  }

  private boolean isWorthChanging(long time) {
    return trialTime < time * (1 - WORTH_CHANGING);
  }

  /** Until the next trial, so many rounds. */
  private void settle(int rounds) {
    period = rounds;
    untilTrial = rounds;
    beforeTrial = usual;
  }

  /** Half or twice as many threads, by turns. */
  private int neighbour() {
    direction = -direction;
    int next = chosen + direction;
    return next < 0 || next == choices.length ? chosen - direction : next;
  }
}
