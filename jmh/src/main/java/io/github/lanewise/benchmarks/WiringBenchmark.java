package io.github.lanewise.benchmarks;

import io.github.lanewise.Gemm;
import io.github.lanewise.Matrix;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The smallest benchmark there can be; it goes when the first real one comes. */
@State(Scope.Thread)
public class WiringBenchmark {

  private final Matrix a = Matrix.zeros(64, 64);
  private final Matrix b = Matrix.zeros(64, 64);
  private final Matrix c = Matrix.zeros(64, 64);

  /** C = A·B, all 64 × 64. */
  @Benchmark
  public Matrix nn() {
    Gemm.nn(a, b, c);
    return c;
  }
}
