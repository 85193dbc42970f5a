package io.github.lanewise.jmh;

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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Matrix products. {@code gemm:gflop} is GFLOP/s, 2·m·n·k a product.
 *
 * <pre>
 * java --add-modules jdk.incubator.vector -jar jmh/target/benchmarks.jar GemmBenchmark \
 *     -p impl=lanewise,naive -p shape=NN:333x333x333,TN:512x784x32 -p threads=1
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 5,
    jvmArgsAppend = {
      "--add-modules",
      "jdk.incubator.vector",
      "--enable-native-access=ALL-UNNAMED",
      "--sun-misc-unsafe-memory-access=allow"
    })
public class GemmBenchmark {

  /**
   * The vector engine, the scalar engine, three nested loops, a library in plain Java, or, if built
   * with {@code -Ppeers}, a native one: {@code openblas}, {@code openblas-avx512} or {@code mkl}.
   */
  @Param({"lanewise", "scalar", "naive", "ejml", "ojalgo", "netlib"})
  public String impl;

  /** Transposition : m x n x k, with {@code :ld=…} for rows that lie so many elements apart. */
  @Param({"NN:256x256x256", "NT:32x128x784", "TN:128x784x32"})
  public String shape;

  @Param("1")
  public int threads;

  private Pool pool;
  private GemmArm arm;
  private double gflop;

  @Setup
  public void setUp() {
    ProductShape s = ProductShape.parse(shape);
    GemmOperands operands = GemmOperands.random(s);
    pool = new Pool(threads);
    gflop = s.gflop();
    arm = GemmArms.of(impl, operands, pool);
    arm.multiply();
    arm.store();
    ProductOracle.check(impl, operands);
  }

  @TearDown
  public void tearDown() {
    pool.close();
  }

  @Benchmark
  public void gemm(Work.Flops work) {
    arm.multiply();
    work.gflop += gflop;
  }
}
