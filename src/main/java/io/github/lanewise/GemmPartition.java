package io.github.lanewise;

import io.github.lanewise.kernel.EngineChoice;
import io.github.lanewise.kernel.PackedOperand;
import io.github.lanewise.kernel.ProductKernels;
import io.github.lanewise.kernel.SumOrder;
import io.github.lanewise.kernel.Transposition;
import io.github.lanewise.kernel.Tuning;
import io.github.lanewise.kernel.TuningParameter;

/**
 * Splits the m×n elements of C into strips that are computed independently. k is never split.
 *
 * <p>Strips are columns where there are enough, else rows; of few terms they are rows. Each packs
 * its own part of one operand and all of the other.
 */
final class GemmPartition {

  /** Columns of a strip are a multiple of this: two tiles of the widest vectors. */
  private static final int COLUMNS = 64;

  /** Rows of a strip are a multiple of this: a tile. */
  private static final int ROWS = 12;

  /**
   * More strips than threads even out what the scheduler and other work on the machine do; but a
   * large product packs the other operand once for each strip, which narrow ones would not repay.
   */
  private static final int STRIPS_A_THREAD =
      Tuning.current().value(TuningParameter.STRIPS_A_THREAD, 4);

  private static final int COLUMNS_THAT_PAY = 256;

  /** Terms below which nothing is packed and a large C is computed along its rows. */
  private static final int FEW_TERMS = 48;

  /** What reading or writing an element is worth in multiply-adds. */
  private static final int WORK_OF_ELEMENT = 4;

  private GemmPartition() {}

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
    int wanted = wanted(m, n, k, threads);
    if (wanted <= 1) {
      block(t, order, 0, m, 0, n, k, a, b, c, accumulate);
      return;
    }
    strips(
        m,
        n,
        k,
        wanted,
        threads,
        (i, rows, j, columns) -> block(t, order, i, rows, j, columns, k, a, b, c, accumulate));
  }

  /** C += scale·(Aᵀ·B). */
  static void runAddScaled(float scale, Matrix a, Matrix b, Matrix c, Threads threads) {
    int wanted = wanted(c.rows(), c.columns(), a.rows(), threads);
    if (wanted <= 1) {
      block(scale, 0, c.rows(), 0, c.columns(), a, b, c);
      return;
    }
    strips(
        c.rows(),
        c.columns(),
        a.rows(),
        wanted,
        threads,
        (i, rows, j, columns) -> block(scale, i, rows, j, columns, a, b, c));
  }

  static void runPacked(Matrix a, PackedOperand b, Matrix c, boolean accumulate, Threads threads) {
    int m = a.rows();
    SumOrder order = SumOrder.of(b.t(), m, b.n(), b.k());
    int wanted = wanted(m, b.n(), b.k(), threads);
    if (wanted <= 1) {
      block(order, 0, m, 0, b.n(), a, b, c, accumulate);
      return;
    }
    strips(
        m,
        b.n(),
        b.k(),
        wanted,
        threads,
        (i, rows, j, columns) -> block(order, i, rows, j, columns, a, b, c, accumulate));
  }

  /** Some rows and columns of C. */
  private interface Strip {
    void compute(int i, int rows, int j, int columns);
  }

  /** Threads that a product is worth, whose operands have to be read and written, too. */
  private static int wanted(int m, int n, int k, Threads threads) {
    long elements = (long) m * n + (long) m * k + (long) n * k;
    return threads.worth((long) m * n * k + WORK_OF_ELEMENT * elements);
  }

  private static void strips(int m, int n, int k, int wanted, Threads threads, Strip compute) {
    boolean alongRows = k < FEW_TERMS && m >= 2 * ROWS * wanted;
    int inColumns = Math.ceilDiv(n, COLUMNS);
    int inRows = Math.ceilDiv(m, ROWS);
    boolean byColumns = !alongRows && (inColumns >= wanted || inColumns >= inRows);
    int length = byColumns ? n : m;
    int granule = byColumns ? COLUMNS : ROWS;
    int granules = byColumns ? inColumns : inRows;
    int evenedOut = Math.clamp(length / COLUMNS_THAT_PAY, wanted, STRIPS_A_THREAD * wanted);
    // As many for each thread: of three strips two threads would do two and one.
    int strips = Math.min((evenedOut + wanted - 1) / wanted * wanted, granules);
    threads.forEach(
        wanted,
        strips,
        strip -> {
          int from = start(length, granule, granules, strip, strips);
          int size = start(length, granule, granules, strip + 1, strips) - from;
          if (byColumns) {
            compute.compute(0, m, from, size);
          } else {
            compute.compute(from, size, 0, n);
          }
        });
  }

  private static int start(int length, int granule, int granules, int strip, int strips) {
    return Math.min(length, (int) ((long) granules * strip / strips) * granule);
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

  private static void block(
      float scale, int i, int rows, int j, int columns, Matrix a, Matrix b, Matrix c) {
    EngineChoice.current()
        .engine()
        .products()
        .addScaled(
            rows,
            columns,
            a.rows(),
            a.data(),
            a.offset() + i,
            a.stride(),
            b.data(),
            b.offset() + j,
            b.stride(),
            scale,
            c.data(),
            c.offset() + i * c.stride() + j,
            c.stride());
  }

  private static void block(
      SumOrder order,
      int i,
      int rows,
      int j,
      int columns,
      Matrix a,
      PackedOperand b,
      Matrix c,
      boolean accumulate) {
    EngineChoice.current()
        .engine()
        .products()
        .gemmPacked(
            order,
            rows,
            j,
            columns,
            a.data(),
            a.offset() + i * a.stride(),
            a.stride(),
            b,
            c.data(),
            c.offset() + i * c.stride(),
            c.stride(),
            accumulate);
  }
}
