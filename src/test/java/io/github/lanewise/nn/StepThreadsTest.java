package io.github.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.Threads;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** On a clock that tells how long a step on so many threads takes. */
class StepThreadsTest {

  private static final ForkJoinPool POOL = new ForkJoinPool(8);
  private static final long LARGE = 1L << 30;

  private long now;
  private int readings;

  @AfterAll
  static void shutDown() {
    POOL.shutdown();
  }

  private StepThreads on(int threads, long work) {
    return new StepThreads(
        Threads.of(POOL).atMost(threads),
        work,
        () -> {
          readings++;
          return now;
        });
  }

  /** How many steps ran on each number of threads. */
  private Map<Integer, Integer> run(StepThreads choice, int steps, IntToLongFunction nanos) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (int i = 0; i < steps; i++) {
      int count = choice.begin().count();
      counts.merge(count, 1, Integer::sum);
      now += nanos.applyAsLong(count);
      choice.end();
    }
    return counts;
  }

  /** Steps of 10 ms make rounds of four, and of 512 if they take a microsecond. */
  @Test
  void beginsWithAllThreadsAndStaysWithThemWhereTheyPay() {
    Map<Integer, Integer> counts = run(on(2, LARGE), 10_000, count -> 10_000_000 / count);
    assertTrue(counts.get(1) < 200, counts.toString());
    assertEquals(10_000, counts.get(1) + counts.get(2));
    counts = run(on(2, LARGE), 1_000_000, count -> 1_000 / count);
    assertTrue(counts.get(1) < 10_000, counts.toString());
  }

  @Test
  void takesOneThreadWhereTwoAreSlower() {
    Map<Integer, Integer> counts = run(on(2, LARGE), 10_000, count -> 10_000_000 * count);
    assertTrue(counts.get(2) < 200, counts.toString());
  }

  @Test
  void staysWhereBothTakeAboutAsLong() {
    Map<Integer, Integer> counts = run(on(2, LARGE), 10_000, count -> 10_000_000 + 100_000 * count);
    assertTrue(counts.get(2) > 9_900, counts.toString());
  }

  @Test
  void findsTheBestNumberBetweenOneAndAll() {
    Map<Integer, Long> nanos = Map.of(8, 9_000_000L, 4, 6_000_000L, 2, 5_000_000L, 1, 10_000_000L);
    StepThreads choice = on(8, LARGE);
    run(choice, 1_000, nanos::get);
    Map<Integer, Integer> counts = run(choice, 10_000, nanos::get);
    assertTrue(counts.get(2) > 9_800, counts.toString());
  }

  @Test
  void noticesSoonThatItsThreadsHaveBecomeSlower() {
    StepThreads choice = on(2, LARGE);
    run(choice, 100_000, count -> 10_000_000 / count);
    Map<Integer, Integer> counts = run(choice, 1_000, count -> 10_000_000 * count);
    assertTrue(counts.get(2) < 40, counts.toString());
  }

  /** The compiler has come to the code of one thread first. */
  @Test
  void noticesSoonThatItsThreadsHaveBecomeFaster() {
    StepThreads choice = on(2, LARGE);
    run(choice, 100_000, count -> 10_000_000 * count);
    Map<Integer, Integer> counts = run(choice, 2_000, count -> 6_000_000 / count);
    assertTrue(counts.get(1) < 40, counts.toString());
  }

  @Test
  void noticesAfterTheLongestPauseThatOthersHaveBecomeFaster() {
    StepThreads choice = on(2, LARGE);
    run(choice, 100_000, count -> 10_000_000 * count);
    int pause = StepThreads.FEWEST * (StepThreads.LAST_TRIAL + 2);
    Map<Integer, Integer> counts = run(choice, 2 * pause, count -> 20_000_000 / count);
    assertTrue(counts.get(1) <= pause, counts.toString());
  }

  @Test
  void isNotMisledByInterruptedSteps() {
    StepThreads choice = on(2, LARGE);
    int[] step = {0};
    IntToLongFunction interrupted = count -> step[0]++ % 5 == 0 ? 500_000_000 : 10_000_000 / count;
    Map<Integer, Integer> counts = run(choice, 10_000, interrupted);
    assertTrue(counts.get(1) < 100, counts.toString());
  }

  /** In a trial of more threads the first steps find their helpers asleep. */
  @Test
  void waitsUntilHelpersAreAwake() {
    StepThreads choice = on(2, LARGE);
    run(choice, 100_000, count -> 60_000 * count);
    int[] sinceOne = {0};
    IntToLongFunction waking =
        count -> {
          sinceOne[0] = count == 1 ? 0 : sinceOne[0] + 1;
          return count == 1 ? 60_000 : sinceOne[0] <= 10 ? 1_000_000 : 40_000;
        };
    run(choice, 200_000, waking);
    Map<Integer, Integer> counts = run(choice, 100_000, waking);
    assertTrue(counts.get(2) > 90_000, counts.toString());
  }

  @Test
  void doesNotCountStepsThatAreNotEnded() {
    StepThreads choice = on(2, LARGE);
    for (int i = 0; i < 1_000; i++) {
      assertEquals(2, choice.begin().count());
    }
  }

  @Test
  void readsNoClockWhereOneThreadIsEnough() {
    Threads one = on(8, 1_000).begin();
    assertEquals(1, one.count());
    run(on(8, 1_000), 100, count -> 1);
    run(on(1, LARGE), 100, count -> 1);
    assertEquals(0, readings);
  }

  @Test
  void givesTheCallersThreadsWhereAllOfThemPay() {
    Threads threads = Threads.of(POOL);
    assertSame(threads, new StepThreads(threads, LARGE).begin());
    assertThrows(IllegalArgumentException.class, () -> threads.atMost(0));
  }
}
