package io.github.lanewise;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/** Numbered tasks that any thread may help with; each is run once. */
final class SharedTasks {

  /** How often the caller looks again before it sleeps: some microseconds. */
  private static final int SPINS = 10_000;

  private static final long NAP_NANOS = 20_000;

  private final int tasks;
  private final IntConsumer task;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private volatile Throwable failure;

  SharedTasks(int tasks, IntConsumer task) {
    this.tasks = tasks;
    this.task = task;
  }

  /** Takes tasks until none is left. */
  void work() {
    for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
      try {
        task.accept(i);
      } catch (RuntimeException | Error thrown) {
        failure = thrown;
      } finally {
        done.incrementAndGet();
      }
    }
  }

  /** Waits for the tasks that others have begun; throws what a task threw. */
  void await() {
    for (int look = 0; done.get() < tasks; look++) {
      if (look < SPINS) {
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
