package io.github.lanewise.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The tuned values that this JVM uses, read once: those of the file that {@code
 * -Dlanewise.profile=FILE} names ({@code none} for no file), else of the one in the user's
 * configuration folder if it is there. A file that is broken, or for another CPU or JVM, is left
 * out, and {@link #describe} says why.
 */
public final class Tuning {

  private static final String PROPERTY = "lanewise.profile";
  private static final String NONE = "none";

  private static final class Holder {
    static final Tuning CURRENT =
        load(System.getProperty(PROPERTY), System.getProperty("lanewise.vectorBits"));
  }

  private final Map<TuningParameter, Integer> values;
  private final String description;
  private final Map<TuningParameter, Integer> used =
      Collections.synchronizedMap(new EnumMap<>(TuningParameter.class));

  private Tuning(Map<TuningParameter, Integer> values, String description) {
    this.values = values;
    this.description = description;
  }

  /** That of this JVM. */
  public static Tuning current() {
    return Holder.CURRENT;
  }

  /** The tuned value, or the default that the caller has derived. */
  public int value(TuningParameter parameter, int derived) {
    int value = values.getOrDefault(parameter, derived);
    used.put(parameter, value);
    return value;
  }

  /** Whether there is a tuned value. */
  public boolean sets(TuningParameter parameter) {
    return values.containsKey(parameter);
  }

  /** What has been asked for so far, with the values given. */
  public Map<TuningParameter, Integer> used() {
    return new EnumMap<>(used);
  }

  /**
   * One line: {@code defaults}; or the profile with its values; or that it was refused, and why.
   */
  public String describe() {
    return description;
  }

  static Tuning load(String property, String forcedBits) {
    if (NONE.equals(property)) {
      return new Tuning(Map.of(), "defaults, as -D" + PROPERTY + "=" + NONE + " asks for");
    }
    Path file;
    try {
      file = property != null ? Path.of(property) : defaultFileIfThere();
    } catch (InvalidPathException e) {
      return new Tuning(Map.of(), "defaults, as the profile has no path: " + e.getMessage());
    }
    return file == null ? new Tuning(Map.of(), "defaults") : load(file, forcedBits);
  }

  private static Tuning load(Path file, String forcedBits) {
    try {
      TuningProfile profile = TuningProfile.read(file);
      String foreign = profile.foreign(Cpu.name(), TuningProfile.thisJvm(), forcedBits);
      return foreign.isEmpty() ? of(profile, file) : refused(file, foreign);
    } catch (IOException | IllegalArgumentException e) {
      return refused(file, e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  /** Most users have none: then the CPU's name is not even looked up. */
  private static Path defaultFileIfThere() {
    if (!Files.isDirectory(folder())) {
      return null;
    }
    Path file = defaultFile();
    return Files.exists(file) ? file : null;
  }

  private static Tuning of(TuningProfile profile, Path file) {
    String values =
        new TreeMap<>(profile.values())
            .entrySet().stream()
                .map(entry -> entry.getKey().key() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    return new Tuning(
        profile.values(), "profile %s (%s)".formatted(file, values.isEmpty() ? "empty" : values));
  }

  private static Tuning refused(Path file, String why) {
    return new Tuning(Map.of(), "defaults, as profile %s is refused: %s".formatted(file, why));
  }

  /** Where the profile of this CPU and JVM is looked for if no property names one. */
  public static Path defaultFile() {
    String name = (Cpu.name() + " " + TuningProfile.thisJvm()).replaceAll("\\((R|TM)\\)", "");
    return folder()
        .resolve(
            name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "")
                + ".properties");
  }

  /** The user's configuration folder, as each system has it. */
  private static Path folder() {
    String home = System.getProperty("user.home", "");
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String windows = System.getenv("APPDATA");
    if (os.contains("windows") && windows != null) {
      return Path.of(windows, "lanewise");
    }
    if (os.contains("mac")) {
      return Path.of(home, "Library", "Application Support", "lanewise");
    }
    String xdg = System.getenv("XDG_CONFIG_HOME");
    return xdg != null && !xdg.isEmpty()
        ? Path.of(xdg, "lanewise")
        : Path.of(home, ".config", "lanewise");
  }
}
