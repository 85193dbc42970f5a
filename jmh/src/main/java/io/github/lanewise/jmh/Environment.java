package io.github.lanewise.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a result depends on, as a file beside the JSON: a line for each, name and value, with a tab
 * between them.
 */
final class Environment {

  private final Map<String, String> entries = new LinkedHashMap<>();

  Environment(List<String> impls, String settings) throws IOException, InterruptedException {
    entries.put("CPU", Machine.cpu());
    entries.put("Cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    entries.put("Caches of a core", Machine.caches());
    entries.put(
        "Vectors",
        Machine.flags().stream()
            .filter(flag -> flag.matches("avx.*|fma|asimd|sve.*"))
            .collect(Collectors.joining(" ")));
    entries.put(
        "OS",
        "%s %s, %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")));
    entries.put(
        "JVM",
        "%s %s, %s"
            .formatted(
                System.getProperty("java.vm.name"),
                System.getProperty("java.vm.version"),
                System.getProperty("java.vendor.version")));
    for (String impl : impls) {
      entries.put(
          impl,
          output(
              List.of(
                  java(),
                  "--add-modules",
                  "jdk.incubator.vector",
                  "--enable-native-access=ALL-UNNAMED",
                  "-cp",
                  System.getProperty("java.class.path"),
                  ArmDescription.class.getName(),
                  impl)));
    }
    entries.put("Commit", output(List.of("git", "describe", "--always", "--dirty")));
    entries.put("Date", LocalDate.now().toString());
    entries.put("Settings", settings);
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static String output(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    List<String> lines = new ArrayList<>();
    try (var reader = process.inputReader()) {
      reader.lines().forEach(lines::add);
    }
    return process.waitFor() == 0 && !lines.isEmpty() ? lines.getLast() : "unknown";
  }

  static Path beside(Path json) {
    return json.resolveSibling(
        json.getFileName().toString().replaceAll("\\.json$", ".environment"));
  }

  void write(Path file) throws IOException {
    AtomicFile.write(
        file,
        entries.entrySet().stream()
            .map(entry -> entry.getKey() + "\t" + entry.getValue() + "\n")
            .collect(Collectors.joining()));
  }

  /** What lies beside the first file, and of the others the lines that are new: their arms. */
  static Map<String, String> read(List<Path> jsons) throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    for (Path json : jsons) {
      for (String line : Files.readAllLines(beside(json))) {
        String[] pair = line.split("\t", 2);
        entries.putIfAbsent(pair[0], pair[1]);
      }
    }
    return entries;
  }
}
