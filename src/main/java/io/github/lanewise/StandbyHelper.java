package io.github.lanewise;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A worker of a pool that, after it has helped, stays awake for a moment in case there is more: the
 * products of one training step follow each other faster than a thread is woken.
 */
final class StandbyHelper {

  /** As long as it takes to wake a sleeping thread five to twenty times. */
  static final long STANDBY_NANOS = 100_000;

  /** No longer than this. */
  private static final long LONGEST_NANOS = 20_000_000;

  /** How often it looks for work of its own between two looks at the clock and the pool. */
  private static final int LOOKS = 32;

  private static final SharedTasks AWAY = new SharedTasks(0, 2, i -> {});
  private static final SharedTasks READY = new SharedTasks(0, 2, i -> {});
  private static final SharedTasks BUSY = new SharedTasks(0, 2, i -> {});

  private final ForkJoinPool pool;
  private final int number;

  /** AWAY, READY, BUSY, or what to do next. */
  private final AtomicReference<SharedTasks> state = new AtomicReference<>(AWAY);

  StandbyHelper(ForkJoinPool pool, int number) {
    this.pool = pool;
    this.number = number;
  }

  boolean awake() {
    return state.get() != AWAY;
  }

  /**
   * Gives {@code tasks} to this helper if it is awake. It may be busy: with the last few
   * instructions of what its caller has just seen done, or with the work of another caller; then
   * this one gets along without it.
   */
  boolean goOn(SharedTasks tasks) {
    SharedTasks seen = state.get();
    return (seen == READY || seen == BUSY) && state.compareAndSet(seen, tasks);
  }

  /** Asks the pool for help with {@code tasks}, unless this helper has been asked by others. */
  boolean come(SharedTasks tasks) {
    if (!state.compareAndSet(AWAY, tasks)) {
      return false;
    }
    try {
      pool.execute(this::run);
      return true;
    } catch (RejectedExecutionException refused) {
      state.set(AWAY);
      throw refused;
    }
  }

  /**
   * How long a thread stays awake for others that has worked for so long: the same again. A thread
   * that sleeps may be woken on the core of another, which then has both for milliseconds: A·B
   * 1024³ on two threads, 13 ms, took 20 every tenth time.
   */
  static long patience(long workedNanos) {
    return Math.clamp(workedNanos, STANDBY_NANOS, LONGEST_NANOS);
  }

  private void run() {
    long from;
    do {
      from = System.nanoTime();
      state.getAndSet(BUSY).help(number);
    } while (!state.compareAndSet(BUSY, READY) || workComes(from));
  }

  /** Waits for work; false if none came, or others want the thread, and it is now away. */
  private boolean workComes(long workedFrom) {
    long from = System.nanoTime();
    long patience = patience(from - workedFrom);
    do {
      for (int look = 0; look < LOOKS; look++) {
        if (state.get() != READY) {
          return true;
        }
        Thread.onSpinWait();
      }
    } while (System.nanoTime() - from < patience
        && !pool.hasQueuedSubmissions()
        && pool.getQueuedTaskCount() == 0);
    return !state.compareAndSet(READY, AWAY);
  }
}
