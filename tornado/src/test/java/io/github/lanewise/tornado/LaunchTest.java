package io.github.lanewise.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What an application gets that starts java in this way or that. */
class LaunchTest {

  private static final String ARGFILE = "@" + System.getProperty("lanewise.tornado.argfile");
  private static final String NO_BAILOUT = "-Dtornado.recover.bailout=False";
  private static final String CLASS_PATH = System.getProperty("java.class.path");

  @Test
  void withTheSdkAndItsOptionThereAreDevices() throws Exception {
    String output = probe(Map.of(), CLASS_PATH, "survey", ARGFILE, NO_BAILOUT);
    assertTrue(output.contains("tornado:0  "), output);
  }

  @Test
  void withoutTheSdkTheSurveySaysWhatToDo() throws Exception {
    String expected =
        "tornado  none: TornadoVM is not in this JVM: install its SDK and start java with"
            + " @$TORNADOVM_HOME/tornado-argfile";
    assertTrue(probe(Map.of(), CLASS_PATH, "survey").contains(expected));
    assertTrue(probe(Map.of(), withoutTornadoApi(), "survey").contains(expected));
  }

  @Test
  void withoutTheOptionAgainstSilentFallbackDevicesAreRefused() throws Exception {
    String output = probe(Map.of(), CLASS_PATH, "survey", ARGFILE);
    assertTrue(output.contains("tornado  none: start java with " + NO_BAILOUT), output);
  }

  @Test
  void withoutADriverTheSurveySaysSo() throws Exception {
    Map<String, String> noDrivers = Map.of("OCL_ICD_VENDORS", File.separator + "nowhere");
    String output = probe(noDrivers, CLASS_PATH, "survey", ARGFILE, NO_BAILOUT);
    assertTrue(output.contains("tornado  none: "), output);
    assertTrue(output.contains("is there a driver"), output);
  }

  @Test
  void aFullDeviceIsAnErrorAndTheCpuGoesOn() throws Exception {
    String output =
        probe(Map.of(), CLASS_PATH, "fill", ARGFILE, NO_BAILOUT, "-Dtornado.device.memory=2MB");
    assertTrue(output.contains("out of device memory"), output);
    assertTrue(output.contains("-Dtornado.device.memory may help"), output);
    assertTrue(output.contains("the CPU goes on"), output);
  }

  /** Each takes more than a third of what the device is allowed. */
  @Test
  void aClosedTrainingGivesItsMemoryBack() throws Exception {
    String output =
        probe(Map.of(), CLASS_PATH, "again", ARGFILE, NO_BAILOUT, "-Dtornado.device.memory=24MB");
    assertTrue(output.contains("trained 10 times"), output);
  }

  @Test
  void relaxedMathsAreSaid() throws Exception {
    String relaxed = "-Dlanewise.tornado.relaxedMaths=true";
    String output = probe(Map.of(), CLASS_PATH, "survey", ARGFILE, NO_BAILOUT, relaxed);
    assertTrue(output.contains(", relaxed maths"), output);
  }

  @Test
  void aDeepNetworkRunsWithTheOptionThatItsRefusalNames() throws Exception {
    String refusal = probe(Map.of(), CLASS_PATH, "deep", ARGFILE, NO_BAILOUT);
    String option =
        Arrays.stream(refusal.split("\\s+"))
            .filter(word -> word.startsWith("-Dtornado.tvm."))
            .findFirst()
            .orElseThrow(() -> new AssertionError(refusal));
    String output = probe(Map.of(), CLASS_PATH, "deep", ARGFILE, NO_BAILOUT, option);
    assertTrue(output.contains("trained 35 layers"), output);
  }

  private static String withoutTornadoApi() {
    return Arrays.stream(CLASS_PATH.split(File.pathSeparator))
        .filter(entry -> !entry.contains("tornado-api"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String probe(
      Map<String, String> environment, String classPath, String task, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", classPath, Probe.class.getName(), task));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), () -> command + " said\n" + output);
    return output;
  }
}
