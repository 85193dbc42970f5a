package io.github.lanewise;

import io.github.lanewise.kernel.EngineChoice;
import io.github.lanewise.kernel.Epilogue;
import io.github.lanewise.kernel.PackedOperand;
import io.github.lanewise.kernel.ProductKernels;
import io.github.lanewise.kernel.SumOrder;
import io.github.lanewise.kernel.Transposition;
import io.github.lanewise.kernel.Tuning;
import io.github.lanewise.kernel.TuningParameter;

/**
 * Splits the m×n elements of C into strips that are computed independently. k is never split.
 *
 * <p>Strips are columns where there are enough, else rows; of few terms they are rows, and so they
 * are of a large Aᵀ·B with more rows than columns. Each packs its own part of one operand and,
 * where that has to be, all of the other. So many threads split C both ways, into blocks as square
 * as they can be, each of which packs its own part of both.
 */
final class GemmPartition {

  /** Columns of a strip, at least, where C is not narrower: two tiles of the widest vectors. */
  private static final int COLUMNS = 64;

  /** A strip begins at a multiple of this: a tile, or a cache line. */
  private static final int GRANULE = Math.max(2 * EngineChoice.current().engine().lanes(), 16);

  /** Rows of a strip are a multiple of this: a tile. */
  private static final int ROWS = 12;

  /**
   * More strips than threads even out what the scheduler and other work on the machine do; but a
   * large product packs the other operand once for each strip, which narrow ones would not repay.
   */
  private static final int STRIPS_A_THREAD =
      Tuning.current().value(TuningParameter.STRIPS_A_THREAD, 4);

  /** Columns or rows of a strip, at least, where there are more strips than threads. */
  private static final int LENGTH_THAT_PAYS = 512;

  /** The same of both sides of a block. */
  private static final int SIDE_THAT_PAYS = 256;

  /** Columns or rows of a strip of Aᵀ·B, likewise: it packs all of one operand in any case. */
  private static final int LENGTH_THAT_PAYS_TN = 1024;

  /** From so many threads on C is split into blocks, which copy less than so many strips would. */
  private static final int MANY_THREADS = 4;

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
        t,
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
        Transposition.TN,
        c.rows(),
        c.columns(),
        a.rows(),
        wanted,
        threads,
        (i, rows, j, columns) -> block(scale, i, rows, j, columns, a, b, c));
  }

  /** Returns what of adding b's row, and of max with +0, the product has done itself. */
  static Epilogue runPacked(
      Matrix a, PackedMatrix packed, Matrix c, boolean accumulate, boolean relu, Threads threads) {
    PackedOperand b = packed.operand();
    int m = a.rows();
    SumOrder order = SumOrder.of(b.t(), m, b.n(), b.k());
    ProductKernels kernels = EngineChoice.current().engine().products();
    boolean ends = packed.hasRow() && kernels.hasEpilogue(order, m, b);
    Epilogue epilogue = !ends ? Epilogue.NONE : relu ? Epilogue.ADD_ROW_RELU : Epilogue.ADD_ROW;
    int wanted = wanted(m, b.n(), b.k(), threads);
    if (wanted <= 1) {
      block(order, 0, m, 0, b.n(), a, b, c, accumulate, epilogue);
      return epilogue;
    }
    strips(
        b.t(),
        m,
        b.n(),
        b.k(),
        wanted,
        threads,
        (i, rows, j, columns) -> block(order, i, rows, j, columns, a, b, c, accumulate, epilogue));
    return epilogue;
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

  private static void strips(
      Transposition t, int m, int n, int k, int wanted, Threads threads, Strip compute) {
    Grid grid =
        k >= FEW_TERMS && wanted >= MANY_THREADS
            ? blocks(m, n, wanted)
            : strips(t, m, n, k, wanted);
    threads.forEach(
        wanted,
        grid.rows * grid.columns,
        task -> {
          int row = task / grid.columns;
          int column = task % grid.columns;
          int i = start(m, ROWS, row, grid.rows);
          int j = start(n, GRANULE, column, grid.columns);
          compute.compute(
              i,
              start(m, ROWS, row + 1, grid.rows) - i,
              j,
              start(n, GRANULE, column + 1, grid.columns) - j);
        });
  }

  /** Into how many parts the rows and the columns of C are split. */
  private record Grid(int rows, int columns) {}

  private static Grid strips(Transposition t, int m, int n, int k, int wanted) {
    boolean packsBoth = t == Transposition.TN && k >= FEW_TERMS;
    boolean alongRows =
        k < FEW_TERMS ? m >= 2 * ROWS * wanted : packsBoth && m >= n && m >= LENGTH_THAT_PAYS;
    int inColumns = Math.ceilDiv(n, COLUMNS);
    int inRows = Math.ceilDiv(m, ROWS);
    boolean byColumns = !alongRows && (inColumns >= wanted || inColumns >= inRows);
    int length = packsBoth ? LENGTH_THAT_PAYS_TN : LENGTH_THAT_PAYS;
    int evenedOut = Math.clamp((byColumns ? n : m) / length, wanted, STRIPS_A_THREAD * wanted);
    int strips = Math.min(multiple(evenedOut, wanted), byColumns ? inColumns : inRows);
    return byColumns ? new Grid(1, strips) : new Grid(strips, 1);
  }

  /**
   * Of all grids with so many blocks the one whose blocks have the shortest sides: a block of r
   * rows and c columns copies or reads r·k elements of A and c·k of B.
   */
  private static Grid blocks(int m, int n, int wanted) {
    long thatPay = (long) (m / SIDE_THAT_PAYS) * (n / SIDE_THAT_PAYS);
    int count = multiple(Math.clamp(thatPay, wanted, STRIPS_A_THREAD * wanted), wanted);
    int inRows = Math.ceilDiv(m, ROWS);
    int inColumns = Math.ceilDiv(n, COLUMNS);
    Grid best = null;
    long least = Long.MAX_VALUE;
    for (int rows = 1; rows <= count; rows++) {
      if (count % rows == 0) {
        Grid grid = new Grid(Math.min(rows, inRows), Math.min(count / rows, inColumns));
        long sides =
            (long) Math.ceilDiv(inRows, grid.rows) * ROWS
                + (long) Math.ceilDiv(inColumns, grid.columns) * COLUMNS;
        if (sides < least) {
          best = grid;
          least = sides;
        }
      }
    }
    return best;
  }

  /** As many for each thread: of three strips two threads would do two and one. */
  private static int multiple(int count, int of) {
    return Math.ceilDiv(count, of) * of;
  }

  /** Where a part of some length begins: at a multiple of the granule. */
  private static int start(int length, int granule, int part, int parts) {
    int granules = Math.ceilDiv(length, granule);
    return Math.min(length, (int) ((long) granules * part / parts) * granule);
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
      boolean accumulate,
      Epilogue epilogue) {
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
            accumulate,
            epilogue);
  }
}
