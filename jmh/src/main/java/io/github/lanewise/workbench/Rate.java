package io.github.lanewise.workbench;

import java.util.concurrent.CyclicBarrier;
import java.util.function.DoubleSupplier;
import java.util.function.IntFunction;

/** How much work a second some threads do together. */
final class Rate {

  private static final long WARM_UP_NANOS = 400_000_000;
  private static final long WINDOW_NANOS = 60_000_000;
  private static final int WINDOWS = 7;

  private Rate() {}

  /**
   * The best of some windows of 60 ms after a warm-up: what disturbs a machine only lowers it.
   *
   * @param work gives each thread what it runs again and again, which returns how much it has done
   */
  static double best(int threads, IntFunction<DoubleSupplier> work) throws InterruptedException {
    double[][] rates = new double[threads][WINDOWS];
    CyclicBarrier barrier = new CyclicBarrier(threads);
    Thread[] workers = new Thread[threads];
    for (int t = 0; t < threads; t++) {
      int index = t;
      workers[t] = new Thread(() -> measure(work.apply(index), barrier, rates[index]));
      workers[t].start();
    }
    for (Thread worker : workers) {
      worker.join();
    }
    double best = 0;
    for (int window = 0; window < WINDOWS; window++) {
      double sum = 0;
      for (double[] ofThread : rates) {
        sum += ofThread[window];
      }
      best = Math.max(best, sum);
    }
    return best;
  }

  private static void measure(DoubleSupplier work, CyclicBarrier barrier, double[] rates) {
    during(work, WARM_UP_NANOS);
    for (int window = 0; window < rates.length; window++) {
      try {
        barrier.await();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      rates[window] = during(work, WINDOW_NANOS);
    }
  }

  /** Amount a second. */
  static double during(DoubleSupplier work, long nanos) {
    long start = System.nanoTime();
    double done = 0;
    long now;
    do {
      done += work.getAsDouble();
      now = System.nanoTime();
    } while (now - start < nanos);
    return 1e9 * done / (now - start);
  }
}
