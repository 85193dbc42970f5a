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

/** Measures matrix products and writes the report. */
@Command(
    name = "GemmSuite",
    showDefaultValues = true,
    description = "Measures matrix products, then writes a report.")
public final class GemmSuite implements Callable<Integer> {

  @Option(names = "--help", usageHelp = true, description = "Shows this.")
  private boolean help;

  @Mixin
  private SuiteOptions options =
      new SuiteOptions("gemm", List.of("lanewise", "openblas", "openblas-avx512", "mkl"), 1000);

  @Option(names = "--shape", split = ",", description = "These shapes and not the suite.")
  private List<String> shapes = List.of();

  /** Ends with 0 if every arm has been measured on every shape that it can compute. */
  public static void main(String[] arguments) {
    SuiteRun.main(new GemmSuite(), GemmReport::of, arguments);
  }

  @Override
  public Integer call() throws IOException, InterruptedException, RunnerException {
    List<String> arms = options.impls().stream().filter(GemmSuite::supported).toList();
    return SuiteRun.of(
        options, arms, chosen(), (run, shape) -> measure(run, shape, arms), GemmReport::of);
  }

  private void measure(SuiteRun run, ProductShape shape, List<String> arms) {
    for (int threads : options.threads()) {
      for (String impl : arms) {
        if (GemmArms.measures(impl, shape, threads)) {
          run.measure(
              "GemmBenchmark.gemm",
              shape,
              GemmArms.NATIVE.contains(impl),
              Map.of("impl", impl, "shape", shape.toString(), "threads", "" + threads));
        }
      }
    }
  }

  private static boolean supported(String impl) {
    boolean supported =
        !GemmArms.NATIVE.contains(impl) || NativePeer.named(impl, NativePeer.class).supported();
    if (!supported) {
      System.out.println("impl=" + impl + " is left out: this CPU cannot run it");
    }
    return supported;
  }

  private Set<ProductShape> chosen() {
    if (shapes.isEmpty()) {
      return Suite.products().chosen(options.groups(), options.sample());
    }
    Set<ProductShape> chosen = new LinkedHashSet<>();
    shapes.forEach(text -> chosen.add(ProductShape.parse(text)));
    return chosen;
  }
}
