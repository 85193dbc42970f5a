package io.github.lanewise.jmh;

import io.github.lanewise.Threads;
import java.util.concurrent.ForkJoinPool;

/** So many threads for the library, until closed. */
final class Pool implements AutoCloseable {

  private final int size;
  private final ForkJoinPool pool;

  Pool(int threads) {
    size = threads;
    pool = threads == 1 ? null : new ForkJoinPool(threads);
  }

  int size() {
    return size;
  }

  Threads threads() {
    return pool == null ? Threads.sequential() : Threads.of(pool);
  }

  @Override
  public void close() {
    if (pool != null) {
      pool.close();
    }
  }
}
