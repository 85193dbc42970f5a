package io.github.lanewise.jmh;

import java.util.List;
import java.util.stream.Stream;

/** The arms of {@link TrainingStepBenchmark} by the names that {@code impl} takes. */
final class StepArms {

  static final List<String> NATIVE = List.of("pytorch", "onnx");

  /** They compute no training step. */
  private static final List<String> INFERRING = List.of("onnx");

  /** The library's parts and its step in parts: no peers, but what its step is compared with. */
  static final List<String> PARTS = List.of("products", "unfused");

  /** Whatever computes with the library's engines. */
  static final List<String> LIBRARY =
      Stream.concat(Stream.of("lanewise", "scalar"), PARTS.stream()).toList();

  private StepArms() {}

  /** An arm that has stood its checks; a native one has kept to its threads, too. */
  static TimedStep checked(String impl, StepProblem problem, float learningRate, Pool pool) {
    if (!measures(impl, pool.size())) {
      throw new IllegalArgumentException(
          "impl=%s has one thread, not %d".formatted(impl, pool.size()));
    }
    if (impl.equals("products")) {
      EngineOfFork.use(impl);
      return ProductsOnly.checked(problem, pool.threads());
    }
    StepOracle oracle = new StepOracle(impl, problem);
    if (INFERRING.contains(impl)) {
      InferenceArm arm = NativePeer.named(impl, InferencePeer.class).arm(problem, pool.size());
      oracle.checkOutputs(arm);
      ThreadUse.ofThisProcess().check(impl, pool.size(), arm::infer);
      return arm;
    }
    StepArm arm = oracle.checked(rate -> of(impl, problem, rate, pool), learningRate);
    if (impl.equals("unfused")) {
      oracle.checkSameBits(
          rate -> of(impl, problem, rate, pool), rate -> of("lanewise", problem, rate, pool));
    }
    if (NATIVE.contains(impl)) {
      ThreadUse.ofThisProcess().check(impl, pool.size(), arm::infer);
      ThreadUse.ofThisProcess().check(impl, pool.size(), arm::step);
    }
    return arm;
  }

  private static StepArm of(String impl, StepProblem problem, float learningRate, Pool pool) {
    return switch (impl) {
      case "lanewise", "scalar" -> {
        EngineOfFork.use(impl);
        yield new LanewiseStep(problem, learningRate, pool.threads());
      }
      case "unfused" -> {
        EngineOfFork.use(impl);
        yield new UnfusedStep(problem, learningRate, pool.threads());
      }
      case "naive" -> new NaiveStep(problem, learningRate);
      case "pytorch" ->
          NativePeer.named(impl, StepPeer.class).arm(problem, learningRate, pool.size());
      default ->
          throw new IllegalArgumentException(
              "impl=%s is not lanewise, scalar, naive, one of %s or one of %s"
                  .formatted(impl, PARTS, NATIVE));
    };
  }

  /** Whether the arm computes training steps or, the method being the other one, inferences. */
  static boolean computes(String impl, String method) {
    return method.equals(StepCase.INFER) || !INFERRING.contains(impl);
  }

  /** Whether the arm can use so many threads. */
  static boolean measures(String impl, int threads) {
    return threads == 1 || !impl.equals("naive");
  }
}
