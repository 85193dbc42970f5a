package io.github.lanewise.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures the suite and writes the report. All arms of a shape are measured one after the other,
 * as often as there are forks, so that a disturbance of the machine does not favour an arm.
 */
@Command(
    name = "GemmSuite",
    showDefaultValues = true,
    subcommands = GemmReportCommand.class,
    description = "Measures matrix products, then writes a report.")
public final class GemmSuite implements Callable<Integer> {

  @Option(names = "--help", usageHelp = true, description = "Shows this.")
  private boolean help;

  @Option(names = "--impl", split = ",", description = "The arms, as GemmBenchmark names them.")
  private List<String> impls = List.of("lanewise", "openblas", "openblas-avx512", "mkl");

  @Option(names = "--threads", split = ",", description = "Numbers of threads.")
  private List<Integer> threads = List.of(1);

  @Option(names = "--sample", description = "Only the shapes with a * in gemm-suite.txt.")
  private boolean sample;

  @Option(names = "--group", split = ",", description = "Only these groups of gemm-suite.txt.")
  private List<String> groups = List.of();

  @Option(names = "--shape", split = ",", description = "These shapes and not the suite.")
  private List<String> shapes = List.of();

  @Option(names = "--max-gflop", description = "Leave out shapes with more work, in 10⁹.")
  private double maxGflop = Double.POSITIVE_INFINITY;

  @Option(names = "--forks", description = "JVMs for each arm and shape.")
  private int forks = 1;

  @Option(names = "--warmup", description = "Warm-up of arms in Java, in ms.")
  private int warmup = 1000;

  @Option(names = "--native-warmup", description = "Warm-up of native arms, in ms.")
  private int nativeWarmup = 300;

  @Option(names = "--time", description = "Time of an iteration, in ms.")
  private int time = 100;

  @Option(names = "--iterations", description = "Iterations in a fork.")
  private int iterations = 3;

  @Option(names = "--output", description = "Folder of the results.")
  private Path output = Path.of("docs/results");

  @Option(names = "--name", description = "Name of the files: gemm- and the CPU.")
  private String name = "gemm-" + Machine.slug();

  /** Ends with 0 if every arm has been measured on every shape that it can compute. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new GemmSuite())
            .setExecutionExceptionHandler(GemmSuite::handle)
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

  @Override
  public Integer call() throws IOException, InterruptedException, RunnerException {
    List<String> arms = impls.stream().filter(GemmSuite::supported).toList();
    Collection<ProductShape> chosen = chosen();
    Files.createDirectories(output);
    Path json = output.resolve(name + ".json");
    new Environment(arms, forks, warmup, nativeWarmup, iterations, time)
        .write(Environment.beside(json));
    SuiteRun run = new SuiteRun(json, warmup, nativeWarmup, iterations, time);
    int done = 0;
    for (ProductShape shape : chosen) {
      if (done % SuiteRun.SHAPES_BETWEEN_PEAKS == 0) {
        run.peak(threads);
      }
      for (int fork = 0; fork < forks; fork++) {
        run.shape(shape, arms, threads);
      }
      done++;
      System.out.printf("%d of %d: %s%n", done, chosen.size(), run.summary(shape));
    }
    GemmReport.of(List.of(json)).write(output.resolve(name));
    System.out.println("The report is " + output.resolve(name + ".md"));
    run.failures().forEach(System.err::println);
    return run.failures().isEmpty() ? 0 : 1;
  }

  private static boolean supported(String impl) {
    boolean supported =
        !GemmArms.NATIVE.contains(impl) || NativePeer.named(impl, NativePeer.class).supported();
    if (!supported) {
      System.out.println("impl=" + impl + " is left out: this CPU cannot run it");
    }
    return supported;
  }

  private Collection<ProductShape> chosen() {
    Suite suite = Suite.read();
    Set<ProductShape> chosen = new LinkedHashSet<>();
    if (shapes.isEmpty()) {
      chosen.addAll(suite.shapes(groups.isEmpty() ? suite.names() : groups));
      if (sample) {
        chosen.retainAll(suite.sample());
      }
    } else {
      shapes.forEach(text -> chosen.add(ProductShape.parse(text)));
    }
    List<ProductShape> affordable = new ArrayList<>(chosen);
    affordable.removeIf(shape -> shape.gflop() > maxGflop);
    return affordable;
  }
}
