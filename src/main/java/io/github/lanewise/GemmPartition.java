package io.github.lanewise;

import io.github.lanewise.kernel.EngineChoice;
import io.github.lanewise.kernel.ProductKernels;
import io.github.lanewise.kernel.SumOrder;
import io.github.lanewise.kernel.Transposition;

/**
 * Splits the m×n elements of C into rectangles that are computed independently. k is never split.
 */
final class GemmPartition {

  private GemmPartition() {}

  /** Multiply-adds below which a second thread costs more than it saves. */
  private static final long WORTH_A_THREAD = 1L << 19;

  static void run(
      Transposition t,
      int m,
      int n,
      int k,
      Matrix a,
      Matrix b,
      Matrix c,
      boolean accumulate,
      Threads threads) {
    SumOrder order = SumOrder.of(t, m, n, k);
    long work = (long) m * n * Math.max(1, k);
    int parts = (int) Math.min(threads.count(), work / WORTH_A_THREAD);
    if (parts <= 1) {
      block(t, order, 0, m, 0, n, k, a, b, c, accumulate);
      return;
    }
    // Four rectangles a thread even out what the scheduler and a noisy neighbour do.
    int tasks = 4 * parts;
    boolean byRows = m >= n;
    int length = byRows ? m : n;
    int granule = 16;
    int granules = (length + granule - 1) / granule;
    int pieces = Math.min(tasks, granules);
    threads.forEach(
        pieces,
        piece -> {
          int from = Math.min(length, (int) ((long) granules * piece / pieces) * granule);
          int to = Math.min(length, (int) ((long) granules * (piece + 1) / pieces) * granule);
          if (byRows) {
            block(t, order, from, to - from, 0, n, k, a, b, c, accumulate);
          } else {
            block(t, order, 0, m, from, to - from, k, a, b, c, accumulate);
          }
        });
  }

  private static void block(
      Transposition t,
      SumOrder order,
      int i,
      int rows,
      int j,
      int columns,
      int k,
      Matrix a,
      Matrix b,
      Matrix c,
      boolean accumulate) {
    ProductKernels kernels = EngineChoice.current().engine().products();
    int aStart = a.offset() + (t == Transposition.TN ? i : i * a.stride());
    int bStart = b.offset() + (t == Transposition.NT ? j * b.stride() : j);
    kernels.gemm(
        t,
        order,
        rows,
        columns,
        k,
        a.data(),
        aStart,
        a.stride(),
        b.data(),
        bStart,
        b.stride(),
        c.data(),
        c.offset() + i * c.stride() + j,
        c.stride(),
        accumulate);
  }
}
