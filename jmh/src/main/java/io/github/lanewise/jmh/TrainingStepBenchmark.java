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
 * A training step (forward, cost, backward, gradient descent, biases too) and an inference. {@code
 * step:gflop} and {@code infer:gflop} count the products alone; the time of a call is the inverse
 * of the score.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 5,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
public class TrainingStepBenchmark {

  /** So small that a long run leaves the weights where they were. */
  private static final float LEARNING_RATE = 1e-7f;

  /**
   * The vector engine, the scalar engine, plain loops on one thread, or, if built with {@code
   * -Ppeers}, {@code pytorch}. With the vector engine, too: {@code products}, the matrix products
   * alone, and {@code unfused}, the library's public operations one after the other.
   */
  @Param({"lanewise", "scalar", "naive", "products", "unfused"})
  public String impl;

  /** Widths from the input to the output. */
  @Param("64-64-10")
  public String net;

  @Param("32")
  public int batch;

  /** Of the hidden layers: sigmoid, relu, tanh or gelu. */
  @Param("sigmoid")
  public String activation;

  /** Of outputs without activation: squared or crossentropy, the latter with softmax. */
  @Param("crossentropy")
  public String cost;

  @Param("1")
  public int threads;

  private Pool pool;
  private TimedStep arm;
  private double stepGflop;
  private double inferGflop;

  @Setup
  public void setUp() {
    NetworkShape shape = NetworkShape.parse(net, batch, activation, cost);
    StepProblem problem = StepProblem.random(shape);
    stepGflop = shape.stepGflop();
    inferGflop = shape.inferGflop();
    pool = new Pool(threads);
    arm = StepArms.checked(impl, problem, LEARNING_RATE, pool);
  }

  @TearDown
  public void tearDown() {
    pool.close();
  }

  @Benchmark
  public float step(Work.Flops work) {
    work.gflop += stepGflop;
    return arm.step();
  }

  @Benchmark
  public void infer(Work.Flops work) {
    work.gflop += inferGflop;
    arm.infer();
  }
}
