package io.github.lanewise.jmh;

import io.github.lanewise.Gemm;
import io.github.lanewise.Matrix;
import io.github.lanewise.Threads;
import java.util.Arrays;
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
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class GemmBenchmark {

  /** The vector engine, the scalar engine, or three nested loops on one thread. */
  @Param({"lanewise", "scalar", "naive"})
  public String impl;

  /** Transposition : m x n x k. */
  @Param({"NN:256x256x256", "NT:32x128x784", "NN:32x128x10", "TN:128x784x32"})
  public String shape;

  @Param("1")
  public int threads;

  private float[] c;
  private Pool pool;
  private Runnable product;
  private double gflop;

  @Setup
  public void setUp() {
    ProductShape s = ProductShape.parse(shape);
    SplittableRandom random = new SplittableRandom(1);
    float[] a = randoms(s.m() * s.k(), random);
    float[] b = randoms(s.k() * s.n(), random);
    c = new float[s.m() * s.n()];
    Arrays.fill(c, Float.NaN);
    pool = new Pool(threads);
    gflop = s.gflop();
    product = arm(s, a, b);
    product.run();
    ProductOracle.check(impl, s, a, b, c);
  }

  private Runnable arm(ProductShape s, float[] a, float[] b) {
    return switch (impl) {
      case "lanewise", "scalar" -> {
        EngineOfFork.use(impl);
        yield library(
            s,
            s.transposesA() ? Matrix.wrap(a, s.k(), s.m()) : Matrix.wrap(a, s.m(), s.k()),
            s.transposesB() ? Matrix.wrap(b, s.n(), s.k()) : Matrix.wrap(b, s.k(), s.n()),
            Matrix.wrap(c, s.m(), s.n()),
            pool.threads());
      }
      case "naive" -> naive(s, a, b, c);
      default ->
          throw new IllegalArgumentException("impl=" + impl + " is not lanewise, scalar or naive");
    };
  }

  private static Runnable library(ProductShape s, Matrix a, Matrix b, Matrix c, Threads threads) {
    return switch (s.transposition()) {
      case "NN" -> () -> Gemm.nn(a, b, c, threads);
      case "TN" -> () -> Gemm.tn(a, b, c, threads);
      default -> () -> Gemm.nt(a, b, c, threads);
    };
  }

  private Runnable naive(ProductShape s, float[] a, float[] b, float[] c) {
    if (threads != 1) {
      throw new IllegalArgumentException("impl=naive has one thread, not " + threads);
    }
    return switch (s.transposition()) {
      case "NN" -> () -> NaiveProduct.nn(s.m(), s.n(), s.k(), a, b, c);
      case "TN" -> () -> NaiveProduct.tn(s.m(), s.n(), s.k(), a, b, c);
      default -> () -> NaiveProduct.nt(s.m(), s.n(), s.k(), a, b, c);
    };
  }

  private static float[] randoms(int length, SplittableRandom random) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  @TearDown
  public void tearDown() {
    pool.close();
  }

  @Benchmark
  public float[] gemm(Work.Flops work) {
    product.run();
    work.gflop += gflop;
    return c;
  }
}
