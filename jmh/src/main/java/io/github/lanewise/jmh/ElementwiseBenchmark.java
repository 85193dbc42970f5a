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
import org.openjdk.jmh.annotations.Warmup;

/**
 * Elementwise operations on one thread, x in −8 … 8. {@code apply:gelement} is 10⁹ elements a
 * second; its inverse is nanoseconds an element. The operations are those of {@link
 * ElementwiseOperands}; {@code gelu} has no arm but {@code lanewise}, {@code scalar} and {@code
 * mkl}, {@code momentum} and {@code adam} none but {@code lanewise}, {@code scalar} and {@code
 * math}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 5,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class ElementwiseBenchmark {

  /**
   * The vector engine, the scalar engine, the Vector API's own functions, loops over Math, or
   * {@code mkl}, which needs the profile {@code peers}.
   */
  @Param({"lanewise", "scalar", "jdk", "math"})
  public String impl;

  @Param({"exp", "log", "sigmoid", "tanh", "softplus", "silu", "relu"})
  public String op;

  /** Elements; 1000 is no multiple of any vector and stays in the first cache. */
  @Param("1000")
  public int size;

  private ElementwiseOperands operands;
  private Runnable operation;

  @Setup
  public void setUp() {
    operands = new ElementwiseOperands(op, size);
    operation =
        switch (impl) {
          case "lanewise", "scalar" -> {
            EngineOfFork.use(impl);
            yield LanewiseElementwise.of(op, operands);
          }
          case "jdk" -> JdkElementwise.of(op, operands);
          case "math" -> MathElementwise.of(op, operands);
          case "mkl" -> NativeElementwise.mkl(op, operands);
          default ->
              throw new IllegalArgumentException(
                  "impl=" + impl + " is not lanewise, scalar, jdk, math or mkl");
        };
    operation.run();
    if (operation instanceof NativeElementwise arm) {
      arm.store();
    }
    operands.check(impl, op);
  }

  @Benchmark
  public float[] apply(Work.Elements work) {
    operation.run();
    work.gelement += 1e-9 * size;
    return operands.out;
  }
}
