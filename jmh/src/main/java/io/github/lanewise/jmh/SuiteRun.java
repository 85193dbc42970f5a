package io.github.lanewise.jmh;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** A run of the suite through JMH, a fork at a time; its JSON is complete after every shape. */
final class SuiteRun {

  /** The clock of a CPU may change in the course of an hour, so its peak is measured repeatedly. */
  static final int SHAPES_BETWEEN_PEAKS = 40;

  /** Few calls of a large product take longer than the times asked for. */
  private static final int WARMUP_CALLS = 6;

  private static final double EXPECTED_GFLOPS = 50;

  private final Path json;
  private final int warmup;
  private final int nativeWarmup;
  private final int iterations;
  private final int time;
  private final List<RunResult> results = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  SuiteRun(Path json, int warmup, int nativeWarmup, int iterations, int time) {
    this.json = json;
    this.warmup = warmup;
    this.nativeWarmup = nativeWarmup;
    this.iterations = iterations;
    this.time = time;
  }

  /** Measures the fused multiply-adds of so many cores at once. */
  void peak(List<Integer> threads) throws RunnerException {
    for (int count : threads) {
      run(options("PeakBenchmark.fma", warmup).threads(count));
    }
  }

  /** Measures one fork of each arm on the shape. */
  void shape(ProductShape shape, List<String> impls, List<Integer> threads) throws IOException {
    int ofCalls = (int) (1000 * WARMUP_CALLS * shape.gflop() / EXPECTED_GFLOPS);
    for (int count : threads) {
      for (String impl : impls) {
        if (!GemmArms.measures(impl, shape, count)) {
          continue;
        }
        int ofArm = GemmArms.NATIVE.contains(impl) ? nativeWarmup : warmup;
        try {
          run(
              options("GemmBenchmark.gemm", Math.max(ofArm, ofCalls))
                  .param("impl", impl)
                  .param("shape", shape.toString())
                  .param("threads", Integer.toString(count)));
        } catch (RunnerException e) {
          failures.add("%s on %s, threads=%d: %s".formatted(impl, shape, count, e.getMessage()));
        }
      }
    }
    write();
  }

  private ChainedOptionsBuilder options(String benchmark, int warmup) {
    return new OptionsBuilder()
        .include(benchmark.replace(".", "\\.") + "$")
        .forks(1)
        .warmupIterations(1)
        .warmupTime(TimeValue.milliseconds(warmup))
        .measurementIterations(iterations)
        .measurementTime(TimeValue.milliseconds(time))
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT);
  }

  private void run(ChainedOptionsBuilder options) throws RunnerException {
    results.addAll(new Runner(options.build()).run());
  }

  /** Where the JVM is installed is nobody's business: its path is left out. */
  private void write() throws IOException {
    var text = new ByteArrayOutputStream();
    try (var out = new PrintStream(text, false, UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
    }
    String binaries = Path.of(System.getProperty("java.home"), "bin") + File.separator;
    Files.writeString(json, text.toString(UTF_8).replace(binaries, ""));
  }

  /** The GFLOP/s of the shape's arms, in the order in which they were measured. */
  String summary(ProductShape shape) {
    return shape
        + " "
        + results.stream()
            .filter(result -> shape.toString().equals(result.getParams().getParam("shape")))
            .map(result ->
                "%s %.1f"
                    .formatted(
                        result.getParams().getParam("impl"),
                        result.getSecondaryResults().get("gflop").getScore()))
            .collect(Collectors.joining(", "));
  }

  Collection<String> failures() {
    return failures;
  }
}
