package io.github.lanewise.jmh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What Linux says of the first CPU; every text is empty on another system. */
public final class Machine {

  private static final Path CPU = Path.of("/proc/cpuinfo");
  private static final Path CACHES = Path.of("/sys/devices/system/cpu/cpu0/cache");

  private Machine() {}

  /** The instruction sets and features of the CPU. */
  public static Set<String> flags() {
    return new TreeSet<>(Arrays.asList(entry("flags").split(" ")));
  }

  /** The name of the CPU with its family and model: hypervisors shorten the name. */
  public static String cpu() {
    return "%s, family %s, model %s"
        .formatted(entry("model name"), entry("cpu family"), entry("model"));
  }

  /** The same as part of a file name. */
  public static String slug() {
    return cpu()
        .replaceAll("\\((R|TM)\\)", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("(family|model) ", "$1")
        .replaceAll("[^a-z0-9]+", "-")
        .replaceAll("^-|-$", "");
  }

  /** Level, kind and size of each cache of the first core. */
  static String caches() {
    if (!Files.isDirectory(CACHES)) {
      return "";
    }
    TreeMap<String, String> sizes = new TreeMap<>();
    try (var entries = Files.newDirectoryStream(CACHES, "index*")) {
      for (Path cache : entries) {
        String kind = Files.readString(cache.resolve("type")).strip();
        String name =
            "L"
                + Files.readString(cache.resolve("level")).strip()
                + (kind.equals("Unified") ? "" : kind.substring(0, 1).toLowerCase(Locale.ROOT));
        sizes.put(name, Files.readString(cache.resolve("size")).strip());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sizes.entrySet().stream()
        .map(e -> e.getKey() + " " + e.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String entry(String name) {
    if (!Files.exists(CPU)) {
      return "";
    }
    try (var lines = Files.lines(CPU)) {
      return lines
          .filter(line -> line.split(":", 2)[0].strip().equals(name))
          .map(line -> line.split(":", 2)[1].strip())
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
