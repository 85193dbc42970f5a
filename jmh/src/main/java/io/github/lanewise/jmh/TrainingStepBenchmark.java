package io.github.lanewise.jmh;

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
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class TrainingStepBenchmark {

  /** The vector engine, the scalar engine, or plain loops on one thread. */
  @Param({"lanewise", "scalar", "naive"})
  public String impl;

  /** Widths from the input to the output. */
  @Param("64-64-10")
  public String net;

  @Param("32")
  public int batch;

  /** Of the hidden layers: sigmoid, relu or tanh. */
  @Param("sigmoid")
  public String activation;

  /** Of outputs without activation: squared or crossentropy, the latter with softmax. */
  @Param("crossentropy")
  public String cost;

  @Param("1")
  public int threads;

  private Pool pool;
  private StepArm arm;
  private double stepGflop;
  private double inferGflop;

  @Setup
  public void setUp() {
    NetworkShape shape = NetworkShape.parse(net, batch, activation, cost);
    SplittableRandom random = new SplittableRandom(1);
    float[] parameters = shape.randomParameters(random);
    float[] x = shape.randomInputs(random);
    float[] y = shape.randomLabels(random);
    stepGflop = shape.stepGflop();
    inferGflop = shape.inferGflop();
    pool = new Pool(threads);
    arm = arm(shape, parameters, x, y);
    new StepOracle(shape, x, y).check(impl, parameters, arm);
  }

  private StepArm arm(NetworkShape shape, float[] parameters, float[] x, float[] y) {
    switch (impl) {
      case "lanewise", "scalar" -> {
        EngineOfFork.use(impl);
        return new LanewiseStep(shape, parameters, x, y, pool.threads());
      }
      case "naive" -> {
        if (threads != 1) {
          throw new IllegalArgumentException("impl=naive has one thread, not " + threads);
        }
        return new NaiveStep(shape, parameters, x, y);
      }
      default ->
          throw new IllegalArgumentException("impl=" + impl + " is not lanewise, scalar or naive");
    }
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
  public float[] infer(Work.Flops work) {
    work.gflop += inferGflop;
    return arm.infer();
  }
}
