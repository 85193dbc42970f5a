package io.github.lanewise.workbench;

import com.google.gson.GsonBuilder;
import io.github.lanewise.device.Device;
import io.github.lanewise.device.Devices;
import io.github.lanewise.jmh.AtomicFile;
import io.github.lanewise.jmh.Machine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures a suite and writes its report. */
@Command(
    name = "bench",
    description = {
      "Measures a suite through JMH, beside its peers, and writes one HTML page.",
      "%nThe page works offline; JMH's JSON and the machine lie beside it. Interrupted, the same"
          + " command goes on where it was.",
      "%nWith --device, times that device beside one thread of the CPU in this JVM instead, and"
          + " prints a table; suites gemm, step and all. Nothing is written."
    },
    footer = {
      "  java -jar jmh/target/benchmarks.jar bench all --quick",
      "  java -jar jmh/target/benchmarks.jar bench gemm --peers mkl,ejml --threads 1,2",
      "  java -jar jmh/target/benchmarks.jar bench all --device reference"
    })
final class BenchCommand implements Callable<Integer> {

  private static final List<String> NOT_FOR_DEVICES =
      List.of("--peers", "--threads", "--shapes", "--forks", "--output", "--name", "--overwrite");

  @Mixin private CommonOptions common;

  @Parameters(paramLabel = "SUITE", description = "gemm, elementwise, step or all.")
  private String suite;

  @Mixin private BenchOptions options;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      defaultValue = "target/workbench",
      description = "Folder of the results.")
  private Path output;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the files; by default suite and CPU.")
  private String name;

  @Option(names = "--overwrite", description = "Begin anew, even if there are results.")
  private boolean overwrite;

  @Option(names = "--json", description = "Write the report's data as JSON, too.")
  private boolean json;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      description =
          "A device: its id, type or part of its name, as docs/gpu.md says, or reference.")
  private String device;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    return device == null ? benchCpu() : benchDevice();
  }

  private int benchDevice() throws IOException, InterruptedException {
    for (String option : NOT_FOR_DEVICES) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new IllegalArgumentException(option + " has no meaning with --device");
      }
    }
    DeviceFigures figures;
    try (Device opened = Devices.open(device)) {
      figures = new DeviceBench(opened, options).run(suite);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        json
            ? new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(figures)
            : figures.text());
    out.flush();
    return 0;
  }

  private int benchCpu() throws IOException, InterruptedException {
    List<BenchItem> plan = BenchPlan.of(suite, options);
    String base = name != null ? name : suite + "-" + Machine.slug();
    Path results = output.resolve(base + ".json");
    if (overwrite) {
      Files.deleteIfExists(results);
      Files.deleteIfExists(RunCard.beside(results));
    }
    BenchRun run = new BenchRun(results, options);
    List<BenchItem> remaining = run.remaining(plan);
    card(results, remaining.size() < plan.size());
    if (remaining.size() < plan.size()) {
      System.err.printf(
          "going on with %s: %d of %d are there%n",
          results, plan.size() - remaining.size(), plan.size());
    }
    run.run(remaining);
    ReportData data = ReportPage.ofRun(results);
    Path page = output.resolve(base + ".html");
    AtomicFile.write(page, ReportPage.html(data));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(data));
    } else {
      out.print(data.summary());
      out.println("The report is " + page);
    }
    out.flush();
    run.failures().forEach(failure -> System.err.println("bench: " + failure));
    return run.failures().isEmpty() ? 0 : ExitCode.FAILED;
  }

  /** The machine is surveyed once for a run; one that goes on must be on the same. */
  private void card(Path results, boolean goesOn) throws IOException, InterruptedException {
    String settings =
        "JMH, forks: %d, warm-up: %d ms, samples: %d of %d ms"
            .formatted(options.forks(), options.warmUp(), options.iterations(), options.time());
    Path file = RunCard.beside(results);
    RunCard before = goesOn ? RunCard.readIfThere(file) : null;
    if (before == null) {
      new RunCard(Survey.run(), settings).write(file);
      return;
    }
    List<String> differences = before.differences(new RunCard(Survey.unmeasured(), settings));
    if (!differences.isEmpty()) {
      throw new IllegalArgumentException(
          "%s holds results of another run (%s); give this one another --name, or --overwrite"
              .formatted(results, String.join("; ", differences)));
    }
  }
}
