package io.github.lanewise.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How large the caches of a core are, in bytes: what Linux tells of processor 0, elsewhere what
 * server CPUs have at least. Results never depend on it, only speed.
 *
 * @param l1 first level, data
 * @param l2 second level
 */
public record CacheSizes(int l1, int l2) {

  private static final CacheSizes LEAST = new CacheSizes(32 << 10, 512 << 10);

  /** Where Linux describes the caches of processor 0. */
  private static final Path LINUX = Path.of("/sys/devices/system/cpu/cpu0/cache");

  /** The caches of this machine. */
  public static CacheSizes ofThisMachine() {
    return read(LINUX);
  }

  /**
   * From a folder laid out as Linux does, with a folder {@code index…} for each cache that holds
   * its {@code level}, {@code type} and {@code size}. Whatever it does not tell is the least.
   */
  static CacheSizes read(Path folder) {
    int l1 = LEAST.l1;
    int l2 = LEAST.l2;
    for (int index = 0; index < 5; index++) {
      Path cache = folder.resolve("index" + index);
      int size = bytes(text(cache.resolve("size")));
      if (size > 0 && !text(cache.resolve("type")).equals("Instruction")) {
        switch (text(cache.resolve("level"))) {
          case "1" -> l1 = size;
          case "2" -> l2 = size;
          default -> {}
        }
      }
    }
    return new CacheSizes(l1, l2);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.US_ASCII).strip();
    } catch (IOException | SecurityException absent) {
      return "";
    }
  }

  /** {@code 48K} is 49152; what is not of that form, or larger than a GiB, is 0. */
  private static int bytes(String size) {
    if (!size.matches("[1-9][0-9]{0,5}K")) {
      return 0;
    }
    return Integer.parseInt(size.substring(0, size.length() - 1)) << 10;
  }
}
