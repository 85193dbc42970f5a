package io.github.lanewise;

import java.util.Objects;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;

/**
 * Where an operation may run: on the caller's thread alone, or on a pool as well.
 *
 * <p>The choice never changes a result, not even its last bit. Work too small to gain from a second
 * thread stays on the caller's thread whatever is chosen. Immutable and thread-safe.
 */
public final class Threads {

  private static final Threads SEQUENTIAL = new Threads(null, 1);

  private final ForkJoinPool pool;
  private final int count;

  private Threads(ForkJoinPool pool, int count) {
    this.pool = pool;
    this.count = count;
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
    ForkJoinPool common = ForkJoinPool.commonPool();
    return new Threads(common, common.getParallelism() + 1);
  }

  /**
   * A pool of the caller's own, which the caller also shuts down. The calling thread works, too;
   * with it at most as many threads as the pool has.
   */
  public static Threads of(ForkJoinPool pool) {
    Objects.requireNonNull(pool, "pool");
    return pool == ForkJoinPool.commonPool()
        ? commonPool()
        : new Threads(pool, pool.getParallelism());
  }

  /** How many threads work at once, at most. */
  public int count() {
    return count;
  }

  /**
   * Runs {@code task} for 0 … tasks−1, each once, in any order, and returns when all are done. An
   * exception of a task reaches the caller. The caller works, too, and does not wait for workers
   * that have not begun: a pool that is asleep or busy costs it little.
   */
  public void forEach(int tasks, IntConsumer task) {
    if (tasks <= 1 || pool == null || count <= 1) {
      for (int i = 0; i < tasks; i++) {
        task.accept(i);
      }
      return;
    }
    SharedTasks shared = new SharedTasks(tasks, task);
    for (int helper = 1; helper < Math.min(count, tasks); helper++) {
      pool.execute(shared::work);
    }
    shared.work();
    shared.await();
  }

  @Override
  public String toString() {
    return pool == null
        ? "sequential"
        : count
            + " threads of "
            + (pool == ForkJoinPool.commonPool() ? "the common pool" : "a given pool");
  }
}
