package io.github.lanewise.jmh;

import java.util.List;

/** The arms of {@link TrainingStepBenchmark} by the names that {@code impl} takes. */
final class StepArms {

  static final List<String> NATIVE = List.of("pytorch");

  private StepArms() {}

  static StepArm of(String impl, StepProblem problem, float learningRate, Pool pool) {
    if (!measures(impl, pool.size())) {
      throw new IllegalArgumentException(
          "impl=%s has one thread, not %d".formatted(impl, pool.size()));
    }
    return switch (impl) {
      case "lanewise", "scalar" -> {
        EngineOfFork.use(impl);
        yield new LanewiseStep(problem, learningRate, pool.threads());
      }
      case "naive" -> new NaiveStep(problem, learningRate);
      case "pytorch" ->
          NativePeer.named(impl, StepPeer.class).arm(problem, learningRate, pool.size());
      default ->
          throw new IllegalArgumentException(
              "impl=%s is not lanewise, scalar, naive or one of %s".formatted(impl, NATIVE));
    };
  }

  /** Whether the arm can use so many threads. */
  static boolean measures(String impl, int threads) {
    return threads == 1 || !impl.equals("naive");
  }
}
