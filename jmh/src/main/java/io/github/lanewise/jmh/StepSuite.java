package io.github.lanewise.jmh;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures training steps and inferences and writes the report. */
@Command(
    name = "StepSuite",
    showDefaultValues = true,
    description = "Measures training steps and inferences, then writes a report.")
public final class StepSuite implements Callable<Integer> {

  @Option(names = "--help", usageHelp = true, description = "Shows this.")
  private boolean help;

  @Mixin
  private SuiteOptions options =
      new SuiteOptions("step", List.of("lanewise", "unfused", "products", "pytorch", "onnx"), 3000);

  @Option(names = "--method", split = ",", description = "Of TrainingStepBenchmark.")
  private List<String> methods = List.of(StepCase.STEP, StepCase.INFER);

  @Option(
      names = "--case",
      split = ",",
      description = "These, as in 784-128-10:32:sigmoid:squared, and not the suite.")
  private List<String> cases = List.of();

  /** Ends with 0 if every arm has been measured on every case that it can compute. */
  public static void main(String[] arguments) {
    SuiteRun.main(new StepSuite(), StepReport::of, arguments);
  }

  @Override
  public Integer call() throws IOException, InterruptedException, RunnerException {
    return SuiteRun.of(options, options.impls(), chosen(), this::measure, StepReport::of);
  }

  private void measure(SuiteRun run, StepCase of) {
    NetworkShape shape = of.shape();
    for (int threads : options.threads()) {
      for (String impl : options.impls()) {
        if (StepArms.measures(impl, threads) && StepArms.computes(impl, of.method())) {
          run.measure(
              "TrainingStepBenchmark." + of.method(),
              of,
              StepArms.NATIVE.contains(impl),
              Map.of(
                  "impl",
                  impl,
                  "net",
                  shape.net(),
                  "batch",
                  "" + shape.batch(),
                  "activation",
                  shape.activation().toString(),
                  "cost",
                  shape.cost(),
                  "threads",
                  "" + threads));
        }
      }
    }
  }

  private Set<StepCase> chosen() {
    Set<NetworkShape> shapes = new LinkedHashSet<>();
    if (cases.isEmpty()) {
      shapes.addAll(Suite.networks().chosen(options.groups(), options.sample()));
    } else {
      cases.forEach(text -> shapes.add(NetworkShape.parse(text)));
    }
    Set<StepCase> chosen = new LinkedHashSet<>();
    shapes.forEach(shape -> methods.forEach(method -> chosen.add(StepCase.of(method, shape))));
    return chosen;
  }
}
