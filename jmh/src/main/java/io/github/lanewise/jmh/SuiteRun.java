package io.github.lanewise.jmh;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine;

/**
 * A run of a suite through JMH, a fork at a time. All arms of a case are measured one after the
 * other, as often as there are forks, so that a disturbance of the machine does not favour an arm.
 * The JSON is complete after every case, whatever interrupts the run.
 */
final class SuiteRun {

  /** The clock of a CPU may change in the course of an hour, so its peak is measured repeatedly. */
  private static final int CASES_BETWEEN_PEAKS = 40;

  /** Few calls of a large case take longer than the times asked for. */
  private static final int WARMUP_CALLS = 6;

  private static final double EXPECTED_GFLOPS = 50;

  /** How to measure one fork of each arm on a case. */
  interface OneFork<C> {
    void measure(SuiteRun run, C of);
  }

  private final SuiteOptions options;
  private final Path json;
  private final List<RunResult> results = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  private SuiteRun(SuiteOptions options, Path json) {
    this.options = options;
    this.json = json;
  }

  /** Runs a suite's command line; ends the JVM with 0 if every arm was measured on every case. */
  static void main(Object suite, SuiteReport.Factory reports, String[] arguments) {
    System.exit(
        new CommandLine(suite)
            .addSubcommand(new SuiteReportCommand(reports))
            .setExecutionExceptionHandler(SuiteRun::handle)
            .execute(arguments));
  }

  private static int handle(Exception e, CommandLine line, CommandLine.ParseResult parsed)
      throws Exception {
    if (e instanceof IllegalArgumentException) {
      System.err.println(e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    throw e;
  }

  /** Measures the cases that are not too large, then writes the report; returns the exit status. */
  static <C extends SuiteCase> int of(
      SuiteOptions options,
      List<String> impls,
      Collection<C> cases,
      OneFork<C> fork,
      SuiteReport.Factory reports)
      throws IOException, InterruptedException, RunnerException {
    Path base = options.base();
    Path json = base.resolveSibling(base.getFileName() + ".json");
    new Environment(impls, options.toString()).write(Environment.beside(json));
    SuiteRun run = new SuiteRun(options, json);
    run.all(cases.stream().filter(c -> c.gflop() <= options.maxGflop()).toList(), fork);
    reports.of(List.of(json)).write(base);
    System.out.println("The report is " + base + ".md");
    run.failures.forEach(System.err::println);
    return run.failures.isEmpty() ? 0 : 1;
  }

  private <C extends SuiteCase> void all(List<C> cases, OneFork<C> fork)
      throws IOException, RunnerException {
    long start = System.nanoTime();
    for (int done = 0; done < cases.size(); done++) {
      if (done % CASES_BETWEEN_PEAKS == 0) {
        peak();
      }
      int before = results.size();
      for (int i = 0; i < options.forks(); i++) {
        fork.measure(this, cases.get(done));
      }
      write();
      long left = (System.nanoTime() - start) / (done + 1) * (cases.size() - done - 1);
      System.out.printf(
          "%d of %d, %d min left: %s: %s%n",
          done + 1,
          cases.size(),
          Duration.ofNanos(left).plusSeconds(30).toMinutes(),
          cases.get(done),
          summary(results.subList(before, results.size())));
    }
  }

  /** Measures the fused multiply-adds of so many cores at once. */
  private void peak() throws RunnerException {
    for (int count : options.threads()) {
      run(jmh("PeakBenchmark.fma", options.warmup(false)).threads(count));
    }
  }

  /** Measures one fork; that it cannot be measured is remembered. */
  void measure(String benchmark, SuiteCase of, boolean ofNative, Map<String, String> params) {
    int ofCalls = (int) (1000 * WARMUP_CALLS * of.gflop() / EXPECTED_GFLOPS);
    ChainedOptionsBuilder jmh = jmh(benchmark, Math.max(options.warmup(ofNative), ofCalls));
    params.forEach(jmh::param);
    try {
      run(jmh);
    } catch (RunnerException e) {
      failures.add(
          "%s on %s, threads=%s: %s"
              .formatted(params.get("impl"), of, params.get("threads"), e.getMessage()));
    }
  }

  private ChainedOptionsBuilder jmh(String benchmark, int warmup) {
    return new OptionsBuilder()
        .include(benchmark.replace(".", "\\.") + "$")
        .forks(1)
        .warmupIterations(1)
        .warmupTime(TimeValue.milliseconds(warmup))
        .measurementIterations(options.iterations())
        .measurementTime(TimeValue.milliseconds(options.time()))
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT);
  }

  /**
   * JMH passes on to standard output what a fork says: it goes to the log, not amid the progress.
   */
  private void run(ChainedOptionsBuilder jmh) throws RunnerException {
    PrintStream progress = System.out;
    System.setOut(System.err);
    try {
      results.addAll(new Runner(jmh.build()).run());
    } finally {
      System.setOut(progress);
    }
  }

  /** Where the JVM is installed is nobody's business: its path is left out. */
  private void write() throws IOException {
    var text = new ByteArrayOutputStream();
    try (var out = new PrintStream(text, false, UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
    }
    String binaries = Path.of(System.getProperty("java.home"), "bin") + File.separator;
    AtomicFile.write(json, text.toString(UTF_8).replace(binaries, ""));
  }

  /** The GFLOP/s of arms, in the order in which they were measured. */
  private String summary(List<RunResult> results) {
    return results.stream()
        .map(result -> {
          BenchmarkParams params = result.getParams();
          String threads = options.threads().size() == 1 ? "" : "×" + params.getParam("threads");
          double speed = result.getSecondaryResults().get("gflop").getScore();
          return "%s%s %.3g".formatted(params.getParam("impl"), threads, speed);
        })
        .collect(Collectors.joining(", ", "", " GFLOP/s"));
  }
}
