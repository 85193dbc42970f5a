package io.github.lanewise;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Numbered tasks that any thread may help with; each is run once.
 *
 * <p>Each worker begins with a share of its own, the same for every run of so many tasks, as its
 * cache may still hold what these read or wrote; when that is done it takes from the shares of
 * others.
 */
final class SharedTasks {

  private static final long NAP_NANOS = 20_000;

  private final int tasks;
  private final IntConsumer task;

  /** The next task of each share. */
  private final AtomicIntegerArray next;

  private final AtomicInteger done = new AtomicInteger();
  private final long begun = System.nanoTime();
  private volatile Throwable failure;

  SharedTasks(int tasks, int shares, IntConsumer task) {
    this.tasks = tasks;
    this.task = task;
    this.next = new AtomicIntegerArray(shares);
    for (int i = 1; i < shares; i++) {
      next.setPlain(i, start(i));
    }
  }

  private int start(int share) {
    return (int) ((long) tasks * share / next.length());
  }

  /** Takes tasks until none is left, the caller's share first. */
  void work() {
    work(0);
  }

  /** The same for a helper, whose share is one of those that are not the caller's. */
  void help(int helper) {
    work(1 + helper % (next.length() - 1));
  }

  private void work(int own) {
    for (int i = 0; i < next.length(); i++) {
      int share = (own + i) % next.length();
      int end = start(share + 1);
      for (int t = next.getAndIncrement(share); t < end; t = next.getAndIncrement(share)) {
        run(t);
      }
    }
  }

  private void run(int t) {
    try {
      task.accept(t);
    } catch (RuntimeException | Error thrown) {
      failure = thrown;
    } finally {
      done.incrementAndGet();
    }
  }

  /** Waits for the tasks that others have begun; throws what a task threw. */
  void await() {
    long from = System.nanoTime();
    long patience = StandbyHelper.patience(from - begun);
    while (done.get() < tasks) {
      if (System.nanoTime() - from < patience) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(NAP_NANOS);
      }
    }
    switch (failure) {
      case null -> {}
      case Error error -> throw error;
      case RuntimeException exception -> throw exception;
      default -> throw new AssertionError(failure);
    }
  }
}
