package io.github.lanewise.jmh;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What every suite can be asked for. */
final class SuiteOptions {

  @Option(names = "--impl", split = ",", description = "The arms, as the benchmark names them.")
  private List<String> impls;

  @Option(names = "--threads", split = ",", description = "Numbers of threads.")
  private List<Integer> threads = List.of(1);

  @Option(names = "--sample", description = "Only what has a * in the suite's text file.")
  private boolean sample;

  @Option(names = "--group", split = ",", description = "Only these groups of that file.")
  private List<String> groups = List.of();

  @Option(names = "--max-gflop", description = "Leave out calls with more work, in 10⁹.")
  private double maxGflop = Double.POSITIVE_INFINITY;

  @Option(names = "--forks", description = "JVMs for each arm and case.")
  private int forks = 1;

  @Option(names = "--warmup", description = "Warm-up of arms in Java, in ms.")
  private int warmup;

  @Option(names = "--native-warmup", description = "Warm-up of native arms, in ms.")
  private int nativeWarmup = 300;

  @Option(names = "--time", description = "Time of an iteration, in ms.")
  private int time = 100;

  @Option(names = "--iterations", description = "Iterations in a fork.")
  private int iterations = 3;

  @Option(names = "--output", description = "Folder of the results.")
  private Path output = Path.of("docs/results");

  @Option(names = "--name", description = "Name of the files.")
  private String name;

  SuiteOptions(String kind, List<String> impls, int warmup) {
    this.impls = impls;
    this.warmup = warmup;
    name = kind + "-" + Machine.slug();
  }

  List<String> impls() {
    return impls;
  }

  List<Integer> threads() {
    return threads;
  }

  boolean sample() {
    return sample;
  }

  List<String> groups() {
    return groups;
  }

  double maxGflop() {
    return maxGflop;
  }

  int forks() {
    return forks;
  }

  /** Of an arm, in ms. */
  int warmup(boolean ofNative) {
    return ofNative ? nativeWarmup : warmup;
  }

  int time() {
    return time;
  }

  int iterations() {
    return iterations;
  }

  /** The files of the results are this, {@code .json}, {@code .md} and so on. */
  Path base() {
    return output.resolve(name);
  }

  @Override
  public String toString() {
    return "JMH, forks: %d, warm-up: %d ms (native arms %d ms), iterations: %d of %d ms"
        .formatted(forks, warmup, nativeWarmup, iterations, time);
  }
}
