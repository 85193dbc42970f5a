package io.github.lanewise.workbench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.reflect.TypeToken;
import io.github.lanewise.device.Device;
import io.github.lanewise.device.DeviceCheck;
import io.github.lanewise.device.DeviceException;
import io.github.lanewise.device.Devices;
import io.github.lanewise.jmh.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether this machine computes what every other does. */
@Command(
    name = "check",
    description = {
      "Computes products, functions and trainings on every engine, width and number of threads,"
          + " each",
      "in a JVM of its own, compares all bits with each other and with what this version gives",
      "everywhere, and checks gradients by central differences. Under a minute.",
      "%nWith --device, compares each step of that device with the CPU instead."
    },
    footer = {
      "  java -jar jmh/target/benchmarks.jar check > verdict.txt",
      "  java -jar jmh/target/benchmarks.jar check --device reference"
    })
final class CheckCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;

  @Option(names = "--json", description = "Write JSON.")
  private boolean json;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      description =
          "A device: its id, type or part of its name, as docs/gpu.md says, or reference.")
  private String device;

  @Spec private CommandSpec spec;

  /** An engine in a JVM of its own. */
  private record Launch(String name, List<String> flags, boolean module, int threads) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    return device == null ? checkCpu() : checkDevice();
  }

  private int checkDevice() throws IOException, InterruptedException {
    DeviceVerdict verdict;
    try (Device opened = Devices.open(device)) {
      verdict = DeviceVerdict.of(DeviceCheck.of(opened));
    } catch (DeviceException e) {
      if (!json) {
        throw e;
      }
      verdict = DeviceVerdict.failed(e.getMessage());
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? verdict.json() : verdict.text());
    out.flush();
    return verdict.right() ? 0 : ExitCode.FAILED;
  }

  private int checkCpu() throws IOException, InterruptedException {
    Map<String, String> reference = reference();
    List<CheckReport.EngineRun> runs = new ArrayList<>();
    List<Launch> launches = launches();
    List<GradientCases.Outcome> gradients;
    try (Progress progress = Progress.of("checking", launches.size() + 1)) {
      for (Launch launch : launches) {
        progress.now(launch.name());
        runs.add(run(launch, reference));
        progress.step();
      }
      progress.now("gradients");
      gradients =
          new Gson()
              .fromJson(
                  ChildJvm.run(List.of(), GradientCases.class).orThrow("the gradient check"),
                  new TypeToken<List<GradientCases.Outcome>>() {});
      progress.step();
    }
    boolean right =
        runs.stream().allMatch(run -> run.wrong().isEmpty())
            && gradients.stream().allMatch(GradientCases.Outcome::right);
    CheckReport report =
        new CheckReport(
            LocalDate.now().toString(),
            Survey.library(),
            Machine.cpu(),
            System.getProperty("os.name") + " " + System.getProperty("os.arch"),
            Survey.jvm().version(),
            runs,
            reference,
            gradients,
            right);
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        json
            ? new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(report)
            : report.text());
    out.flush();
    return right ? 0 : ExitCode.FAILED;
  }

  private static List<Launch> launches() {
    int all = Math.max(2, Runtime.getRuntime().availableProcessors());
    List<Launch> launches = new ArrayList<>();
    for (int threads : new int[] {1, all}) {
      String suffix = threads == 1 ? "" : ", threads: " + threads;
      launches.add(new Launch("scalar, no vector module" + suffix, List.of(), false, threads));
      for (int bits : new int[] {128, 256, 512}) {
        launches.add(
            new Launch(
                "vector, %d bits%s".formatted(bits, suffix),
                List.of("-Dlanewise.vectorBits=" + bits),
                true,
                threads));
      }
    }
    return launches;
  }

  private static CheckReport.EngineRun run(Launch launch, Map<String, String> reference)
      throws IOException, InterruptedException {
    String threads = Integer.toString(launch.threads());
    ChildJvm.Result result =
        launch.module()
            ? ChildJvm.run(launch.flags(), SelfTest.class, threads)
            : ChildJvm.runWithout(launch.flags(), SelfTest.class, threads);
    if (result.exitCode() != 0 && result.errors().contains("this CPU and JVM have at most")) {
      return new CheckReport.EngineRun(
          launch.name(), "this CPU and JVM do not have it", Map.of(), List.of());
    }
    SelfTest.Outcome outcome =
        new Gson().fromJson(result.orThrow(launch.name()), SelfTest.Outcome.class);
    List<String> wrong =
        reference.keySet().stream()
            .filter(group -> !reference.get(group).equals(outcome.checksums().get(group)))
            .toList();
    return new CheckReport.EngineRun(launch.name(), outcome.engine(), outcome.checksums(), wrong);
  }

  /** The checksums of this version, which a test of the build compares with what it computes. */
  static Map<String, String> reference() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = CheckCommand.class.getResourceAsStream("self-test.properties")) {
      properties.load(in);
    }
    Map<String, String> reference = new TreeMap<>();
    properties.forEach((group, crc) -> reference.put(group.toString(), crc.toString()));
    return reference;
  }
}
