package io.github.lanewise.kernel;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Tuned values in a file for one CPU and one JVM, written by the workbench's {@code tune}.
 *
 * <pre>
 * format = 1
 * cpu = Intel(R) Xeon(R) Processor, family 6, model 167, stepping 1
 * jvm = OpenJDK 64-Bit Server VM 25
 * kc = 384
 * note.kc = what tune says of it; keys that begin with "note." mean nothing here
 * </pre>
 */
public record TuningProfile(
    String cpu, String jvm, Map<TuningParameter, Integer> values, Map<String, String> notes) {

  private static final String FORMAT = "1";
  private static final String NOTE = "note.";

  /** A profile has some dozen lines. */
  private static final long LONGEST = 1 << 16;

  public TuningProfile {
    values = values.isEmpty() ? Map.of() : Map.copyOf(values);
    notes = Map.copyOf(notes);
  }

  /** A JVM that compiles as another does: same name, same feature release. */
  public static String thisJvm() {
    return System.getProperty("java.vm.name") + " " + Runtime.version().feature();
  }

  /**
   * Reads a profile of any CPU and JVM.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException with a sentence, if it is not a profile that this version
   *     knows
   */
  public static TuningProfile read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(Files.exists(file) ? "it is not a file" : "there is no such file");
    }
    if (Files.size(file) > LONGEST) {
      throw new IllegalArgumentException("it is too long for a profile");
    }
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(in);
    }
    return of(properties);
  }

  private static TuningProfile of(Properties properties) {
    String format = properties.getProperty("format");
    if (!FORMAT.equals(format)) {
      throw new IllegalArgumentException(
          format == null
              ? "it has no line 'format = " + FORMAT + "'"
              : "its format is %s and not %s".formatted(format, FORMAT));
    }
    Map<TuningParameter, Integer> values = new EnumMap<>(TuningParameter.class);
    Map<String, String> notes = new TreeMap<>();
    for (String key : properties.stringPropertyNames()) {
      String value = properties.getProperty(key).strip();
      switch (key) {
        case "format", "cpu", "jvm" -> {}
        default -> {
          if (key.startsWith(NOTE)) {
            notes.put(key.substring(NOTE.length()), value);
          } else {
            TuningParameter parameter = TuningParameter.of(key);
            if (parameter == null) {
              throw new IllegalArgumentException("it sets %s, which there is not".formatted(key));
            }
            values.put(parameter, number(parameter, value));
          }
        }
      }
    }
    return new TuningProfile(
        properties.getProperty("cpu", ""), properties.getProperty("jvm", ""), values, notes);
  }

  private static int number(TuningParameter parameter, String text) {
    try {
      int value = Integer.parseInt(text);
      if (parameter.allows(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // The sentence is the same.
    }
    throw new IllegalArgumentException(
        "%s = %s is no number of %d to %d that it can have"
            .formatted(parameter.key(), text, parameter.least(), parameter.most()));
  }

  /** Why it is not for this CPU, this JVM and a forced width (null if none); empty if it is. */
  String foreign(String thisCpu, String thisJvm, String forcedBits) {
    if (!cpu.equals(thisCpu)) {
      return "it is for the CPU %s, and this is %s".formatted(cpu, thisCpu);
    }
    if (!jvm.equals(thisJvm)) {
      return "it is for the JVM %s, and this is %s".formatted(jvm, thisJvm);
    }
    Integer bits = values.get(TuningParameter.VECTOR_BITS);
    return forcedBits != null && bits != null && !forcedBits.equals(bits.toString())
        ? "it is for vectors of %d bits, and %s are forced".formatted(bits, forcedBits)
        : "";
  }

  /** As a file's text. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        "# Written by the workbench's command tune. Only speed depends on it, no result.\n");
    line(text, "format", FORMAT);
    line(text, "cpu", cpu);
    line(text, "jvm", jvm);
    new TreeMap<>(values).forEach((parameter, value) -> line(text, parameter.key(), "" + value));
    new TreeMap<>(notes).forEach((key, value) -> line(text, NOTE + key, value));
    return text.toString();
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append(key).append(" = ").append(value.replace("\\", "\\\\")).append('\n');
  }
}
