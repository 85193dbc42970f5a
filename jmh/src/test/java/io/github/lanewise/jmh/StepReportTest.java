package io.github.lanewise.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepReportTest {

  private static final String CALL =
      """
      {"benchmark": "x.TrainingStepBenchmark.%s", "jvmArgs": ["-X"],
       "params": {"impl": "%s", "net": "%s", "batch": "%d", "activation": "relu",
                  "cost": "squared", "threads": "1"},
       "secondaryMetrics": {"gflop": {"rawData": [[%s]]}}}
      """;

  private static final String PEAK =
      """
      {"benchmark": "x.PeakBenchmark.fma", "threads": 1,
       "secondaryMetrics": {"gflop": {"rawData": [[100.0, 100.0]]}}}
      """;

  private final SuiteResults<StepCase> results = SuiteResults.ofSteps();

  private void add(String method, String impl, String net, int batch, String speeds) {
    results.add("[" + CALL.formatted(method, impl, net, batch, speeds) + "]");
  }

  /** A step of 10-10, batch 5, is 2·2·500 operations: 20 µs at 0.1 GFLOP/s. */
  private StepReport report() {
    results.add("[" + PEAK + "]");
    add("step", "lanewise", "10-10", 5, "0.1, 0.001, 0.1");
    add("step", "products", "10-10", 5, "0.125");
    add("step", "pytorch", "10-10", 5, "0.025");
    add("step", "lanewise", "10-10", 50, "2.0");
    add("step", "pytorch", "10-10", 50, "8.0");
    add("infer", "lanewise", "10-10", 5, "0.1");
    return new StepReport(results, Map.of("CPU", "a CPU"));
  }

  @Test
  void takesTimesFromTheMedianSpeed() {
    report();
    StepCase step = StepCase.of("step", NetworkShape.parse("10-10:5:relu:squared"));
    assertEquals(20, results.micros("lanewise", step, 1).getAsDouble(), 1e-12);
    assertTrue(results.micros("naive", step, 1).isEmpty());
  }

  @Test
  void showsTimesRatiosTheirMeanTheWorstAndTheFloor() {
    String page = report().page("step-a");
    assertTrue(
        page.contains(
            "| 10-10 | lanewise, µs | products, µs | pytorch, µs | lanewise / pytorch | GFLOP/s |"
                + " time ÷ products |"),
        page);
    assertTrue(
        page.contains("| 5, relu, squared | 20.0 | 16.0 | 80.0 | 4.00 | 0.1 | 1.25 |"), page);
    assertTrue(page.contains("| 50, relu, squared | 10.0 | – | 2.50 | 0.25 | 2.0 | – |"), page);
    assertTrue(
        page.contains("| lanewise | pytorch | 2 | 1.00 | 0.25 | step 10-10:50:relu:squared | 1 |"),
        page);
    assertTrue(page.contains("| 10-10 | 1 | 1.25 | 1.25 | 5, relu, squared |"), page);
    assertTrue(page.contains("| 5, relu | 10.0 | – | – | – | 0.1 | – |"), page);
  }

  @Test
  void comparesWithTheBestPeerOfEachCase() {
    add("step", "jax", "10-10", 5, "0.05");
    add("step", "jax", "10-10", 50, "4.0");
    add("step", "unfused", "10-10", 5, "0.09");
    add("infer", "onnx", "10-10", 5, "0.2");
    String page = report().page("step-a");
    assertTrue(
        page.contains(
            "| lanewise | the best of jax, pytorch | 2 | 0.71 | 0.25 | step 10-10:50:relu:squared |"
                + " 1 |"),
        page);
  }

  @Test
  void addsTheArmsOfFurtherFilesToTheEnvironmentOfTheFirst(@TempDir Path folder)
      throws IOException {
    Path ours = folder.resolve("ours.json");
    Path theirs = folder.resolve("theirs.json");
    Files.writeString(ours, "[]");
    Files.writeString(theirs, "[" + CALL.formatted("step", "jax", "10-10", 5, "0.05") + "]");
    Files.writeString(folder.resolve("ours.environment"), "CPU\tx\nlanewise\t1.0\n");
    Files.writeString(folder.resolve("theirs.environment"), "CPU\ty\njax\tJAX 0.11\n");
    StepReport.of(List.of(ours, theirs)).write(folder.resolve("page"));
    String page = Files.readString(folder.resolve("page.md"));
    assertTrue(page.contains("| CPU | x |"), page);
    assertTrue(page.contains("| lanewise | 1.0 |"), page);
    assertTrue(page.contains("| jax | JAX 0.11 |"), page);
  }

  @Test
  void drawsMethodsOfTwoCasesAndMore(@TempDir Path folder) throws IOException {
    report().write(folder.resolve("step-a"));
    String svg = Files.readString(folder.resolve("step-a-step-threads1.svg"));
    assertTrue(svg.contains("<svg"), svg);
    assertTrue(Files.notExists(folder.resolve("step-a-infer-threads1.svg")));
    String page = Files.readString(folder.resolve("step-a.md"));
    assertTrue(page.contains("](step-a-step-threads1.svg)"));
    assertFalse(page.contains("infer-threads1.svg"));
  }
}
