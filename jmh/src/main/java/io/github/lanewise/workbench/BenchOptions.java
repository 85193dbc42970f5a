package io.github.lanewise.workbench;

import java.util.List;
import picocli.CommandLine.Option;

/** What a run measures, and how long. */
final class BenchOptions {

  @Option(
      names = "--peers",
      split = ",",
      paramLabel = "NAME",
      description =
          "Arms beside lanewise, as docs/measuring.md lists them, and scalar; by default the native"
              + " peers if they are built in, else ejml and netlib; jdk; naive.")
  private List<String> peers = List.of();

  @Option(
      names = "--threads",
      split = ",",
      paramLabel = "N",
      description = "Numbers of threads, as in 1,2.")
  private List<Integer> threads = List.of(1);

  @Option(
      names = "--shapes",
      split = ",",
      paramLabel = "SHAPE",
      description =
          "Of products: a group (sample, squares, forward, ..., all) or a shape like"
              + " NT:32x512x784. Default: sample.")
  private List<String> shapes = List.of();

  @Option(names = "--quick", description = "A few cases, one JVM each, some minutes at most.")
  private boolean quick;

  @Option(
      names = "--forks",
      paramLabel = "N",
      description = "JVMs for each arm and case. Default: 3, with --quick 1.")
  private int forks;

  @Option(
      names = "--warm-up",
      paramLabel = "MS",
      description = "Before each timing; a third of it for native arms.")
  private int warmUp = 1000;

  @Option(names = "--iterations", paramLabel = "N", description = "Samples of each JVM.")
  private int iterations = 5;

  @Option(names = "--time", paramLabel = "MS", description = "Time of a sample.")
  private int time = 100;

  List<String> peers() {
    return peers;
  }

  List<Integer> threads() {
    for (int count : threads) {
      atLeastOne("--threads", count);
    }
    return threads;
  }

  List<String> shapes() {
    return shapes;
  }

  boolean quick() {
    return quick;
  }

  int forks() {
    return forks == 0 ? quick ? 1 : 3 : atLeastOne("--forks", forks);
  }

  int warmUp() {
    return atLeastOne("--warm-up", warmUp);
  }

  int iterations() {
    return atLeastOne("--iterations", iterations);
  }

  int time() {
    return atLeastOne("--time", time);
  }

  private static int atLeastOne(String option, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "%s is %d; it must be 1 at least".formatted(option, value));
    }
    return value;
  }
}
