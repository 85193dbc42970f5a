package io.github.lanewise.jmh;

import io.github.lanewise.Matrix;
import io.github.lanewise.nn.Cost;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A cost and its gradient on one thread, from outputs in −4 … 4; labels are one-hot. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 5,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class CostBenchmark {

  /** Relative to the cost, and to 1/rows for its gradient. */
  private static final double TOLERANCE = 1e-5;

  /** The vector engine or the scalar one. */
  @Param({"lanewise", "scalar"})
  public String impl;

  @Param({"crossentropy", "squared"})
  public String cost;

  @Param("32")
  public int rows;

  @Param({"10", "1000"})
  public int columns;

  private Cost function;
  private Matrix q;
  private Matrix y;
  private Matrix delta;

  @Setup
  public void setUp() {
    EngineOfFork.use(impl);
    function = LibraryConstants.cost(cost);
    SplittableRandom random = new SplittableRandom(1);
    q = Matrix.zeros(rows, columns);
    y = Matrix.zeros(rows, columns);
    delta = Matrix.zeros(rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        q.set(i, j, (float) random.nextDouble(-4, 4));
      }
      y.set(i, random.nextInt(columns), 1);
    }
    check();
  }

  private void check() {
    double actual = evaluate();
    double expected = 0;
    double[] dq = new double[columns];
    for (int i = 0; i < rows; i++) {
      double[] qRow = row(q, i);
      double[] yRow = row(y, i);
      expected += function.ofSample(qRow, yRow) / rows;
      function.gradient(qRow, yRow, dq);
      for (int j = 0; j < columns; j++) {
        if (!(Math.abs(delta.get(i, j) - dq[j] / rows) <= TOLERANCE / rows)) {
          throw new IllegalStateException(
              "impl=%s cost=%s is wrong: the gradient at row %d, column %d is %s and not %s"
                  .formatted(impl, cost, i, j, delta.get(i, j), dq[j] / rows));
        }
      }
    }
    if (!(Math.abs(actual - expected) <= TOLERANCE * expected)) {
      throw new IllegalStateException(
          "impl=%s cost=%s is wrong: %s and not %s".formatted(impl, cost, actual, expected));
    }
  }

  private static double[] row(Matrix x, int i) {
    double[] row = new double[x.columns()];
    for (int j = 0; j < row.length; j++) {
      row[j] = x.get(i, j);
    }
    return row;
  }

  @Benchmark
  public float evaluate() {
    return function.evaluate(q, y, delta);
  }
}
