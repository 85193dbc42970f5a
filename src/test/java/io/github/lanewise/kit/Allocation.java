package io.github.lanewise.kit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What a call allocates on its thread once the optimising compiler has done its work. */
public final class Allocation {

  private static final long PATIENCE_NANOS = 20_000_000_000L;

  private Allocation() {}

  /**
   * Repeats the call until it allocates nothing or patience ends, and returns the fewest bytes
   * seen: until it is compiled, code on the Vector API allocates a box for every vector.
   */
  public static long leastBytes(Runnable call) {
    return leastBytes(call, 0);
  }

  /** The same for a call that may allocate so many bytes. */
  public static long leastBytes(Runnable call, long allowed) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    long least = Long.MAX_VALUE;
    while (least > allowed && System.nanoTime() < end) {
      least = Math.min(least, bytes(call));
    }
    return least;
  }

  /** What one call allocates on this thread. */
  public static long bytes(Runnable call) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    call.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
