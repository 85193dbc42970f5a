package io.github.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuningTest {

  private static final int DERIVED = 7;

  @TempDir private Path folder;

  private static TuningProfile mine(Map<TuningParameter, Integer> values) {
    return new TuningProfile(Cpu.name(), TuningProfile.thisJvm(), values, Map.of("kc", "+3 %"));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("profile"), text);
  }

  private static Tuning load(Path file) {
    return Tuning.load(file.toString(), null);
  }

  private void refused(String sentence, Path file) {
    Tuning tuning = load(file);
    assertTrue(
        tuning.describe().startsWith("defaults, as profile " + file + " is refused: "),
        tuning.describe());
    assertTrue(tuning.describe().contains(sentence), tuning.describe());
    for (TuningParameter parameter : TuningParameter.values()) {
      assertEquals(DERIVED, tuning.value(parameter, DERIVED));
    }
  }

  @Test
  void aProfileOfThisCpuAndJvmIsUsedAndNamed() throws IOException {
    Path file = file(mine(Map.of(TuningParameter.NC, 960, TuningParameter.KC, 384)).text());
    Tuning tuning = load(file);
    assertEquals("profile " + file + " (kc 384, nc 960)", tuning.describe());
    assertEquals(384, tuning.value(TuningParameter.KC, DERIVED));
    assertEquals(DERIVED, tuning.value(TuningParameter.MC, DERIVED));
    assertEquals(Map.of(TuningParameter.KC, 384, TuningParameter.MC, DERIVED), tuning.used());
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    TuningProfile profile = mine(Map.of(TuningParameter.KC, 16, TuningParameter.VECTOR_BITS, 256));
    assertEquals(profile, TuningProfile.read(file(profile.text())));
  }

  @Test
  void noneIsNone() {
    assertTrue(Tuning.load("none", null).describe().startsWith("defaults"));
  }

  @Test
  void aForeignProfileIsRefused() throws IOException {
    Map<TuningParameter, Integer> values = Map.of(TuningParameter.VECTOR_BITS, 256);
    refused(
        "it is for the CPU another, and this is",
        file(new TuningProfile("another", TuningProfile.thisJvm(), values, Map.of()).text()));
    refused(
        "it is for the JVM another, and this is",
        file(new TuningProfile(Cpu.name(), "another", values, Map.of()).text()));
    Path file = file(mine(values).text());
    assertTrue(
        Tuning.load(file.toString(), "128")
            .describe()
            .contains("it is for vectors of 256 bits, and 128 are forced"));
    assertTrue(Tuning.load(file.toString(), "256").describe().startsWith("profile"));
  }

  @Test
  void aBrokenProfileIsRefused() throws IOException {
    String good = mine(Map.of()).text();
    refused("there is no such file", folder.resolve("nowhere"));
    refused("it is not a file", folder);
    refused("it has no line 'format = 1'", file(""));
    refused("it has no line 'format = 1'", file(good.substring(0, 20)));
    refused("its format is 2 and not 1", file(good.replace("format = 1", "format = 2")));
    refused("it sets speed, which there is not", file(good + "speed = 11\n"));
    for (String value : new String[] {"0", "-16", "many", "1e3", "99999999999", "", "NaN"}) {
      refused("is no number of 16 to 4096", file(good + "kc = " + value + "\n"));
    }
    refused("vectorBits = 200", file(good + "vectorBits = 200\n"));
    refused("u", file(good + "note.x = \\uzzzz\n"));
    refused("it is too long", file(good + "#".repeat(1 << 16)));
    Path bytes = folder.resolve("bytes");
    Files.write(bytes, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    refused("", bytes);
    if (Files.exists(Path.of("/dev/zero"))) {
      refused("it is not a file", Path.of("/dev/zero"));
    }
  }

  @Test
  void aPathThatIsNoneIsASentence() {
    assertTrue(Tuning.load("a\0b", null).describe().startsWith("defaults, as the profile has no"));
  }

  @Test
  void aCpuIsNamedByModelAndStepping() throws IOException {
    Path cpuinfo =
        Files.writeString(
            folder.resolve("cpuinfo"),
            """
            processor\t: 0
            cpu family\t: 25
            model\t\t: 17
            model name\t: AMD EPYC 9R14
            stepping\t: 1

            processor\t: 1
            stepping\t: 2
            """,
            StandardCharsets.ISO_8859_1);
    assertEquals("AMD EPYC 9R14, family 25, model 17, stepping 1", Cpu.linux(cpuinfo));
    assertEquals("", Cpu.linux(folder.resolve("absent")));
    assertTrue(!Cpu.name().isEmpty());
  }
}
