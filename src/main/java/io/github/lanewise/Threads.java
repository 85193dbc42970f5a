package io.github.lanewise;

import io.github.lanewise.kernel.Tuning;
import io.github.lanewise.kernel.TuningParameter;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;

/**
 * Where an operation may run: on the caller's thread alone, or on a pool as well.
 *
 * <p>The choice never changes a result, not even its last bit. Work too small to gain from a second
 * thread stays on the caller's thread whatever is chosen. A worker that has helped stays awake as
 * long again, at least a tenth of a millisecond and at most twenty, unless its pool has other work
 * for it. Thread-safe.
 */
public final class Threads {

  private static final Threads SEQUENTIAL = new Threads(null, 1);

  /** Multiply-adds a thread below which a second one that is awake costs more than it saves. */
  private static final int WORTH_A_THREAD =
      Tuning.current().value(TuningParameter.WORTH_A_THREAD, 1 << 17);

  /** Multiply-adds a thread for which one is woken: some 25 µs; waking takes 5 to 20. */
  private static final int WORTH_WAKING = 1 << 21;

  private final ForkJoinPool pool;
  private final StandbyHelper[] helpers;

  /** Work that was not worth waking a helper for, since when there was a pause. */
  private long refused;

  private long refusedAt;

  private Threads(ForkJoinPool pool, int count) {
    this(pool, new StandbyHelper[count - 1]);
    Arrays.setAll(helpers, i -> new StandbyHelper(pool, i));
  }

  private Threads(ForkJoinPool pool, StandbyHelper[] helpers) {
    this.pool = pool;
    this.helpers = helpers;
  }

  /** The caller's thread only. This is what every operation does unless told otherwise. */
  public static Threads sequential() {
    return SEQUENTIAL;
  }

  /**
   * The JVM's common pool and the caller, who helps: as many threads as there are processors,
   * normally.
   */
  public static Threads commonPool() {
    return Common.THREADS;
  }

  /** One for all, so that all callers find the helpers that are awake. */
  private static final class Common {
    static final Threads THREADS =
        new Threads(ForkJoinPool.commonPool(), ForkJoinPool.commonPool().getParallelism() + 1);
  }

  /**
   * A pool of the caller's own, which the caller also shuts down. The calling thread works, too;
   * with it at most as many threads as the pool has. Keep the object: only through it are helpers
   * found that are still awake.
   */
  public static Threads of(ForkJoinPool pool) {
    Objects.requireNonNull(pool, "pool");
    return pool == ForkJoinPool.commonPool()
        ? commonPool()
        : new Threads(pool, pool.getParallelism());
  }

  /**
   * The same threads, but at most so many of them: helpers that are awake are found through either.
   *
   * @param most at least 1
   * @throws IllegalArgumentException if {@code most} is below 1
   */
  public Threads atMost(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("Threads.atMost: %d is below 1".formatted(most));
    }
    return most >= count() ? this : new Threads(pool, Arrays.copyOf(helpers, most - 1));
  }

  /** How many threads work at once, at most. */
  public int count() {
    return helpers.length + 1;
  }

  /**
   * How many threads so much work is worth when all of them are awake, at least 1.
   *
   * @param multiplyAdds the work; an element read or written counts as 4, a function as 16
   */
  public int most(long multiplyAdds) {
    return (int) Math.max(1, Math.min(count(), multiplyAdds / WORTH_A_THREAD));
  }

  /**
   * How many threads so much work is worth at this moment. Workers that are awake, having helped
   * just now, are worth it from some microseconds of work on; to wake one takes the caller longer
   * than that, so that others are asked only for large work, or if enough small work came in quick
   * succession.
   *
   * @param multiplyAdds the work; an element read or written counts as 4, a function as 16
   */
  public int worth(long multiplyAdds) {
    if (helpers.length == 0) {
      return 1;
    }
    int wanted = most(multiplyAdds);
    if (wanted == 1) {
      return 1;
    }
    long worthWaking = (long) WORTH_WAKING * wanted;
    int awake = 1;
    for (int i = 0; i < helpers.length && awake < wanted; i++) {
      awake += helpers[i].awake() ? 1 : 0;
    }
    return awake == wanted || multiplyAdds >= worthWaking || wakeAfter(multiplyAdds, worthWaking)
        ? wanted
        : awake;
  }

  /**
   * Whether by now as much was lost by not waking as waking costs. Another thread's calls may spoil
   * the sum, which does no harm.
   */
  private boolean wakeAfter(long work, long worthWaking) {
    long now = System.nanoTime();
    refused = now - refusedAt < StandbyHelper.STANDBY_NANOS ? refused + work : work;
    refusedAt = now;
    return refused >= worthWaking;
  }

  /**
   * Runs {@code task} for 0 … tasks−1, each once, in any order, and returns when all are done. An
   * exception of a task reaches the caller. The caller works, too, and does not wait for workers
   * that have not begun: a pool that is asleep or busy costs it little.
   */
  public void forEach(int tasks, IntConsumer task) {
    forEach(count(), tasks, task);
  }

  /** The same on at most so many threads, such as {@link #worth} says. */
  public void forEach(int threads, int tasks, IntConsumer task) {
    int wanted = Math.min(Math.min(threads, count()), tasks) - 1;
    if (wanted <= 0) {
      for (int i = 0; i < tasks; i++) {
        task.accept(i);
      }
      return;
    }
    SharedTasks shared = new SharedTasks(tasks, wanted + 1, task);
    for (int i = 0; i < helpers.length && wanted > 0; i++) {
      wanted -= helpers[i].goOn(shared) ? 1 : 0;
    }
    for (int i = 0; i < helpers.length && wanted > 0; i++) {
      wanted -= helpers[i].come(shared) ? 1 : 0;
    }
    for (int i = 0; i < wanted; i++) {
      int share = i;
      pool.execute(() -> shared.help(share));
    }
    shared.work();
    shared.await();
  }

  @Override
  public String toString() {
    return pool == null
        ? "sequential"
        : count()
            + " threads of "
            + (pool == ForkJoinPool.commonPool() ? "the common pool" : "a given pool");
  }
}
