package io.github.lanewise.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {

  @TempDir private Path folder;

  private record Run(int code, String out, String err) {}

  private static Run run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Workbench.commandLine();
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int code = line.execute(arguments);
    return new Run(code, out.toString(), err.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"info", "check", "tune", "bench", "report", "train"})
  void everyCommandHasHelpWithAnExampleAndIsTheWorkbenchs(String command) {
    Run run = run(command, "--help");
    assertEquals(0, run.code, run.err);
    assertTrue(run.out.contains("Example:"), run.out);
    assertFalse(run.out.contains("%n"), run.out);
    assertTrue(Workbench.answers(command));
  }

  @Test
  void everythingElseIsForJmh() {
    assertFalse(Workbench.answers("GemmBenchmark"));
    assertFalse(Workbench.answers("-l"));
    assertFalse(Workbench.answers("-h"));
    assertTrue(Workbench.answers("--help"));
  }

  @Test
  void exitCodesAreDocumented() {
    for (String code : new String[] {"  0 ", "  1 ", "  2 ", "  3 ", "  130 "}) {
      assertTrue(run("bench", "--help").out.contains(code), code);
    }
  }

  @Test
  void anUnknownSuitePeerOrShapeIsOneLineAndCodeTwo() {
    refused(
        2, "there is no suite gem; the suites are gemm, elementwise, step, all", "bench", "gem");
    refused(2, "there is no peer blis; the peers are", "bench", "gemm", "--peers", "blis");
    refused(2, "shape NN:3x3 is not like", "bench", "gemm", "--shapes", "NN:3x3");
    refused(2, "--forks is -1", "bench", "gemm", "--forks", "-1");
    refused(2, "--threads is 0", "bench", "gemm", "--threads", "0");
  }

  @Test
  void whatIsNoResultIsOneLineAndCodeThree() throws IOException {
    Path missing = folder.resolve("missing.json");
    refused(3, missing + ": there is no such file", "report", missing.toString());
    Path text = Files.writeString(folder.resolve("text.json"), "GFLOP/s: many");
    refused(3, text + ": not the JSON of a run of JMH", "report", text.toString());
    Path empty = Files.writeString(folder.resolve("empty.json"), "[]");
    refused(3, empty + ": no results of the benchmarks", "report", empty.toString());
    Path half = Files.writeString(folder.resolve("half.json"), "[{\"benchmark\": \"a.b\"},");
    refused(3, half + ": not the JSON of a run of JMH", "report", half.toString());
  }

  @Test
  void aFileInTheWayOfTheFolderIsOneLineAndCodeThree() throws IOException {
    Path json = folder.resolve("run.json");
    Files.writeString(json, Runs.json(Runs.product("lanewise", 10, 10.1, 10.2)));
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    refused(3, "file", "report", json.toString(), "--output", file.resolve("a.html").toString());
  }

  private static void refused(int code, String message, String... arguments) {
    Run run = run(arguments);
    assertEquals(code, run.code, run.out + run.err);
    assertTrue(run.err.contains(message), run.err);
    assertEquals(1, run.err.strip().lines().count(), run.err);
  }
}
