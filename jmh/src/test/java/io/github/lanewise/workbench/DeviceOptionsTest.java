package io.github.lanewise.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.lanewise.device.Devices;
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

/** The reference, and {@link FaultyDevices}, which {@code META-INF/services} of the tests names. */
class DeviceOptionsTest {

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

  @Test
  void infoListsTheDevicesOfEveryProvider() throws IOException, InterruptedException {
    Devices.Survey devices = Devices.survey();
    String text = InfoCommand.text(devices);
    assertTrue(text.startsWith("devices\nfaulty:0  OTHER, 1.0 GiB, Wrong, none\nfaulty:1"), text);
    JsonObject json =
        JsonParser.parseString(InfoCommand.json(Survey.unmeasured(), devices)).getAsJsonObject();
    assertTrue(json.has("cpu"));
    assertTrue(json.has("refusals"));
    JsonObject second = json.getAsJsonArray("devices").get(1).getAsJsonObject();
    assertEquals("Failing", second.get("name").getAsString());
    assertEquals(1L << 30, second.get("memoryBytes").getAsLong());
  }

  @Test
  void aDeviceThatComputesRightlyPassesItsCheck() {
    Run run = run("check", "--device", "reference");
    assertEquals(0, run.code, run.err);
    assertTrue(run.out.contains("device    reference:0  CPU"), run.out);
    assertTrue(run.out.contains("verdict   right"), run.out);
    assertFalse(run.out.contains("WRONG"), run.out);
  }

  @Test
  void aDeviceThatComputesWronglyDoesNot() {
    Run text = run("check", "--device", "faulty:0");
    assertEquals(1, text.code, text.err);
    assertTrue(text.out.contains("verdict   WRONG: "), text.out);
    Run json = run("check", "--device", "Wrong", "--json");
    assertEquals(1, json.code, json.err);
    JsonObject verdict = JsonParser.parseString(json.out).getAsJsonObject();
    assertFalse(verdict.get("right").getAsBoolean());
    assertTrue(verdict.getAsJsonArray("findings").size() > 10, json.out);
  }

  @Test
  void aDeviceThatCannotBeOpenedIsToldInJsonToo() {
    Run json = run("check", "--device", "faulty:2", "--json");
    assertEquals(1, json.code, json.err);
    JsonObject verdict = JsonParser.parseString(json.out).getAsJsonObject();
    assertFalse(verdict.get("right").getAsBoolean());
    assertTrue(verdict.get("failure").getAsString().contains("out of device memory"), json.out);
  }

  @Test
  void trainingOnTheReferenceRecognisesWhatTheCpuDoes() throws IOException {
    String[] common = {"--epochs", "3", "--output", folder.toString()};
    Run onCpu = run("train", common[0], common[1], common[2], common[3]);
    String cpuPlot = Files.readString(folder.resolve("training.svg"));
    Run onDevice =
        run("train", "--device", "reference", common[0], common[1], common[2], common[3]);
    assertEquals(0, onCpu.code, onCpu.err);
    assertEquals(0, onDevice.code, onDevice.err);
    assertTrue(onDevice.out.contains("device     reference:0  CPU"), onDevice.out);
    assertTrue(onDevice.out.contains("on the device"), onDevice.out);
    assertFalse(onDevice.out.contains("naive loops"), onDevice.out);
    assertEquals(line("test ", onCpu.out), line("test ", onDevice.out));
    assertEquals(cpuPlot, Files.readString(folder.resolve("training.svg")));
  }

  private static String line(String start, String text) {
    return text.lines().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
  }

  @Test
  void aDeviceThatFailsAmidATrainingIsOneLine() {
    refused(
        1,
        "train: step 60 failed; the network holds the parameters of step 45",
        "train",
        "--device",
        "failing",
        "--output",
        folder.toString());
  }

  @Test
  void aStateIsOfItsDevice() {
    String state = folder.resolve("state").toString();
    String output = folder.toString();
    Run before =
        run(
            "train",
            "--epochs",
            "1",
            "--state",
            state,
            "--output",
            output,
            "--device",
            "reference");
    assertEquals(0, before.code, before.err);
    refused(
        3, "of another training", "train", "--epochs", "2", "--state", state, "--output", output);
  }

  @Test
  void aTrainingThatDivergesOnADeviceIsOneLine() {
    refused(
        1,
        "a lower learning rate may help",
        "train",
        "--device",
        "reference",
        "--rate",
        "1e38",
        "--output",
        folder.toString());
  }

  @Test
  void benchTimesADeviceBesideTheCpu() {
    String[] arguments = {
      "bench",
      "all",
      "--device",
      "reference",
      "--quick",
      "--warm-up",
      "1",
      "--iterations",
      "2",
      "--time",
      "1",
      "--json"
    };
    Run run = run(arguments);
    assertEquals(0, run.code, run.err);
    JsonObject figures = JsonParser.parseString(run.out).getAsJsonObject();
    assertEquals(
        "CPU engines of Lanewise", figures.getAsJsonObject("device").get("name").getAsString());
    assertEquals(6, figures.getAsJsonArray("timings").size());
    for (JsonElement timing : figures.getAsJsonArray("timings")) {
      assertTrue(timing.getAsJsonObject().get("onDevice").getAsDouble() > 0, run.out);
      assertTrue(timing.getAsJsonObject().get("onCpu").getAsDouble() > 0, run.out);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gemm", "step"})
  void benchTimesNothingOnADeviceThatComputesWrongly(String suite) {
    refused(
        1,
        "element 0; nothing was timed",
        "bench",
        suite,
        "--device",
        "faulty:0",
        "--quick",
        "--warm-up",
        "1",
        "--time",
        "1");
  }

  @Test
  void whatADeviceCannotDoIsOneLineAndCodeTwo() {
    refused(
        2,
        "there is no suite elementwise for devices",
        "bench",
        "elementwise",
        "--device",
        "reference");
    refused(
        2,
        "--peers has no meaning with --device",
        "bench",
        "gemm",
        "--device",
        "reference",
        "--peers",
        "mkl");
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "train", "bench"})
  void aDeviceThatThereIsNotIsOneLineThatListsThose(String command) {
    String[] arguments =
        command.equals("bench")
            ? new String[] {command, "gemm", "--device", "nowhere"}
            : new String[] {command, "--device", "nowhere"};
    refused(1, command + ": device nowhere: there is none. Known are | faulty:0", arguments);
  }

  private static void refused(int code, String message, String... arguments) {
    Run run = run(arguments);
    assertEquals(code, run.code, run.out + run.err);
    assertTrue(run.err.contains(message), run.err);
    assertEquals(1, run.err.strip().lines().count(), run.err);
  }
}
