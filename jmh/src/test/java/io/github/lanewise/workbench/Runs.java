package io.github.lanewise.workbench;

import java.util.Arrays;
import java.util.stream.Collectors;

/** JSON as JMH writes it, with what a report reads. */
final class Runs {

  private Runs() {}

  /** A product of 64×64×64 of an arm, a fork with these samples. */
  static String product(String arm, double... gflops) {
    return """
    {"benchmark": "io.github.lanewise.jmh.GemmBenchmark.gemm",
     "params": {"impl": "%s", "shape": "NN:64x64x64", "threads": "1"},
     "secondaryMetrics": {"gflop": {"rawData": [[%s]]}}}\
    """
        .formatted(
            arm,
            Arrays.stream(gflops).mapToObj(Double::toString).collect(Collectors.joining(", ")));
  }

  static String json(String... entries) {
    return "[" + String.join(",\n", entries) + "]";
  }
}
