package io.github.lanewise.jmh;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/**
 * Checks that native code keeps to its threads, by the CPU time of the process: t threads take t
 * seconds a second at most. A JVM that compiles meanwhile adds to that, so there are several rounds
 * and the quietest counts.
 *
 * @param cpu CPU time of all threads of the process, in ns
 * @param wall time, in ns
 */
record ThreadUse(LongSupplier cpu, LongSupplier wall) {

  private static final int ROUNDS = 5;

  /** Several ticks of the clock by which Linux may count CPU time, 10 ms. */
  private static final long ROUND = 100_000_000;

  /** Above what the JVM's own threads take, below a second thread that works half of the time. */
  private static final double MARGIN = 0.25;

  static ThreadUse ofThisProcess() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new ThreadUse(system::getProcessCpuTime, System::nanoTime);
  }

  /**
   * Throws if the work uses more threads than that. On a machine with no more cores than threads
   * nothing can be found.
   */
  void check(String impl, int threads, Runnable work) {
    double used = threadsOf(work);
    if (used > threads + MARGIN) {
      throw new IllegalStateException(
          "impl=%s takes %.2f s of CPU time a second with threads=%d"
              .formatted(impl, used, threads));
    }
  }

  /** CPU time of the quietest round, divided by its wall time. */
  double threadsOf(Runnable work) {
    double least = Double.POSITIVE_INFINITY;
    for (int round = 0; round < ROUNDS; round++) {
      long cpuStart = cpu.getAsLong();
      long start = wall.getAsLong();
      long end;
      do {
        work.run();
        end = wall.getAsLong();
      } while (end - start < ROUND);
      least = Math.min(least, (double) (cpu.getAsLong() - cpuStart) / (end - start));
    }
    return least;
  }
}
