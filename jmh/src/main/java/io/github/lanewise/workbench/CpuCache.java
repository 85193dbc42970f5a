package io.github.lanewise.workbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A data cache as Linux describes it. Hypervisors pass on the whole size of a last-level cache of
 * which a guest gets a share.
 *
 * @param sharedBy logical processors that share it
 */
record CpuCache(int level, long bytes, int ways, int sharedBy) {

  private static final Path FIRST_CPU = Path.of("/sys/devices/system/cpu/cpu0/cache");

  /** By level; empty on other systems. */
  static List<CpuCache> all() throws IOException {
    List<CpuCache> caches = new ArrayList<>();
    if (Files.isDirectory(FIRST_CPU)) {
      try (var entries = Files.newDirectoryStream(FIRST_CPU, "index*")) {
        for (Path entry : entries) {
          if (!read(entry, "type").equals("Instruction")) {
            caches.add(of(entry));
          }
        }
      }
    }
    caches.sort(Comparator.comparingInt(CpuCache::level));
    return caches;
  }

  private static CpuCache of(Path entry) throws IOException {
    String size = read(entry, "size");
    return new CpuCache(
        Integer.parseInt(read(entry, "level")),
        1024L * Long.parseLong(size.replace("K", "")),
        Integer.parseInt(read(entry, "ways_of_associativity")),
        processors(read(entry, "shared_cpu_list")));
  }

  /** Counts a list such as {@code 0-3,8}. */
  static int processors(String list) {
    int count = 0;
    for (String range : list.split(",")) {
      String[] ends = range.split("-");
      count += Integer.parseInt(ends[ends.length - 1]) - Integer.parseInt(ends[0]) + 1;
    }
    return count;
  }

  private static String read(Path entry, String file) throws IOException {
    return Files.readString(entry.resolve(file)).strip();
  }
}
