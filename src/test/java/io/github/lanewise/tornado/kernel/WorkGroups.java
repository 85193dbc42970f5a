package io.github.lanewise.tornado.kernel;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import uk.ac.manchester.tornado.api.KernelContext;

/**
 * Runs a kernel for every work item of a grid, group after group.
 *
 * <p>In a group one work item runs at a time, until it comes to a barrier or ends; then the next.
 * So a run is the same every time, and the first work item is as far ahead of the last as barriers
 * allow: where one is missing, it reads what has not been written yet, or overwrites what is still
 * to be read.
 */
final class WorkGroups {

  /** Which work item of a group runs first. */
  enum Order {
    ASCENDING,
    DESCENDING
  }

  private final Order order;

  WorkGroups(Order order) {
    this.order = order;
  }

  /** One dimension. Throws {@link AssertionError} as the two-dimensional form does. */
  void run(int global, int local, Consumer<KernelContext> kernel) {
    run(global, 1, local, 1, kernel);
  }

  /**
   * A global × global grid in groups of local × local.
   *
   * @throws AssertionError if the grid is no multiple of the group, or the work items of a group do
   *     not all come to the same number of barriers
   */
  void run(int globalX, int globalY, int localX, int localY, Consumer<KernelContext> kernel) {
    if (globalX % localX != 0 || globalY % localY != 0) {
      throw new AssertionError(
          "a grid of %d×%d is not made of groups of %d×%d"
              .formatted(globalX, globalY, localX, localY));
    }
    for (int y = 0; y < globalY; y += localY) {
      for (int x = 0; x < globalX; x += localX) {
        new Group(x, y, localX, localY).run(kernel);
      }
    }
  }

  private final class Group {

    private final int x;
    private final int y;
    private final int width;
    private final Semaphore[] turns;
    private final boolean[] ended;
    private final int[] barriers;
    private final List<float[]> shared = KernelContext.sharedMemory();
    private volatile Throwable failure;

    Group(int x, int y, int width, int height) {
      this.x = x;
      this.y = y;
      this.width = width;
      this.turns = new Semaphore[width * height];
      this.ended = new boolean[turns.length];
      this.barriers = new int[turns.length];
      for (int i = 0; i < turns.length; i++) {
        turns[i] = new Semaphore(0);
      }
    }

    void run(Consumer<KernelContext> kernel) {
      Thread[] threads = new Thread[turns.length];
      for (int i = 0; i < threads.length; i++) {
        int item = i;
        threads[i] = Thread.startVirtualThread(() -> work(item, kernel));
      }
      turns[order == Order.ASCENDING ? 0 : turns.length - 1].release();
      try {
        for (Thread thread : threads) {
          thread.join();
        }
      } catch (InterruptedException interrupted) {
        throw new AssertionError(interrupted);
      }
      if (failure != null) {
        throw new AssertionError("a work item failed: " + failure, failure);
      }
      for (int i = 0; i < barriers.length; i++) {
        if (barriers[i] != barriers[0]) {
          throw new AssertionError(
              "work item 0 came to %d barriers and work item %d to %d"
                  .formatted(barriers[0], i, barriers[i]));
        }
      }
    }

    private void work(int item, Consumer<KernelContext> kernel) {
      turns[item].acquireUninterruptibly();
      try {
        int localX = item % width;
        int localY = item / width;
        kernel.accept(
            new KernelContext(x + localX, y + localY, localX, localY, shared, () -> barrier(item)));
      } catch (Throwable thrown) {
        failure = thrown;
      } finally {
        ended[item] = true;
        releaseNext(item);
      }
    }

    private void barrier(int item) {
      barriers[item]++;
      releaseNext(item);
      turns[item].acquireUninterruptibly();
    }

    /** The next that has not ended, this one if it is alone. */
    private void releaseNext(int item) {
      int step = order == Order.ASCENDING ? 1 : turns.length - 1;
      for (int i = 1; i <= turns.length; i++) {
        int next = (item + i * step) % turns.length;
        if (!ended[next]) {
          turns[next].release();
          return;
        }
      }
    }
  }
}
