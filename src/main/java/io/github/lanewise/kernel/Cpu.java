package io.github.lanewise.kernel;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which CPU this is, as one line: a {@link TuningProfile} is for one. */
public final class Cpu {

  private static final Path LINUX = Path.of("/proc/cpuinfo");

  private Cpu() {}

  /**
   * Linux: model name, family, model and stepping of processor 0, as hypervisors shorten the name;
   * Windows: what it calls the processor; elsewhere the architecture alone.
   */
  public static String name() {
    String name = linux(LINUX);
    if (!name.isEmpty()) {
      return name;
    }
    String windows = System.getenv("PROCESSOR_IDENTIFIER");
    return windows != null ? windows : System.getProperty("os.arch");
  }

  static String linux(Path cpuinfo) {
    Map<String, String> first = new LinkedHashMap<>();
    try (BufferedReader lines = Files.newBufferedReader(cpuinfo, StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine();
          line != null && !line.isBlank();
          line = lines.readLine()) {
        String[] pair = line.split(":", 2);
        if (pair.length == 2) {
          first.put(pair[0].strip(), pair[1].strip());
        }
      }
    } catch (IOException absent) {
      return "";
    }
    return first.containsKey("model name")
        ? "%s, family %s, model %s, stepping %s"
            .formatted(
                first.get("model name"),
                first.get("cpu family"),
                first.get("model"),
                first.get("stepping"))
        : "";
  }
}
