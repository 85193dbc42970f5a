package io.github.lanewise.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GemmReportTest {

  private static final String PRODUCT =
      """
      {"benchmark": "x.GemmBenchmark.gemm", "jvmArgs": ["-X"],
       "params": {"impl": "%s", "shape": "%s", "threads": "1"},
       "secondaryMetrics": {"gflop": {"rawData": [[%s]]}}}
      """;

  private static final String PEAK =
      """
      {"benchmark": "x.PeakBenchmark.fma", "threads": 1,
       "secondaryMetrics": {"gflop": {"rawData": [[100.0, 100.0]]}}}
      """;

  private static SuiteResults<ProductShape> results() {
    SuiteResults<ProductShape> results = SuiteResults.ofProducts();
    results.add("[" + PEAK + "]");
    results.add("[" + PRODUCT.formatted("lanewise", "NN:64x64x64", "80.0, 1.0") + "]");
    results.add("[" + PRODUCT.formatted("lanewise", "NN:64x64x64", "80.0") + "]");
    results.add("[" + PRODUCT.formatted("openblas", "NN:64x64x64", "20.0") + "]");
    results.add("[" + PRODUCT.formatted("mkl", "NN:64x64x64", "40.0") + "]");
    results.add("[" + PRODUCT.formatted("lanewise", "NN:256x256x256", "25.0") + "]");
    results.add("[" + PRODUCT.formatted("mkl", "NN:256x256x256", "50.0") + "]");
    results.add("[" + PRODUCT.formatted("lanewise", "TN:256x256x256", "20.0") + "]");
    return results;
  }

  @Test
  void takesTheMedianOfTheIterationsOfAllForks() {
    ProductShape shape = ProductShape.parse("NN:64x64x64");
    assertEquals(80, results().gflops("lanewise", shape, 1).getAsDouble());
    assertEquals(40, results().best(GemmArms.NATIVE, shape, 1).getAsDouble());
    assertTrue(results().gflops("ejml", shape, 1).isEmpty());
  }

  @Test
  void showsRatiosToTheBestPeerTheirMeanTheWorstAndTheShareOfThePeak() {
    String page = new GemmReport(results(), Map.of("CPU", "a CPU")).page("gemm-a");
    assertTrue(page.contains("| NN:64x64x64 | 80.0 | 20.0 | 40.0 | 2.00 | 80 % |"), page);
    assertTrue(page.contains("| NN:256x256x256 | 25.0 | – | 50.0 | 0.50 | 25 % |"), page);
    assertTrue(page.contains("| **all** | 2 | 1.00 | 0.50 | NN:256x256x256 | 1 |"), page);
    assertTrue(page.contains("| lanewise | openblas | 1 | 4.00 | 4.00 | NN:64x64x64 |"), page);
    assertTrue(page.contains("| 256x256x256 | 25.0 | 20.0 | – | 0.80 | – |"), page);
  }

  @Test
  void drawsSquaresOfTwoSizesAndMore(@TempDir Path folder) throws IOException {
    new GemmReport(results(), Map.of("CPU", "a CPU")).write(folder.resolve("gemm-a"));
    String svg = Files.readString(folder.resolve("gemm-a-nn-threads1.svg"));
    assertTrue(svg.contains("<svg"), svg);
    assertTrue(Files.notExists(folder.resolve("gemm-a-tn-threads1.svg")));
    assertTrue(Files.readString(folder.resolve("gemm-a.md")).contains("](gemm-a-nn-threads1.svg)"));
  }
}
