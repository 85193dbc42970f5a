package io.github.lanewise.jmh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What is measured, by groups, as a text file lists it.
 *
 * @param <C> what a word of the file stands for
 */
public final class Suite<C> {

  private final Map<String, Set<C>> groups = new LinkedHashMap<>();
  private final Set<C> sample = new LinkedHashSet<>();

  private Suite() {}

  /** {@code gemm-suite.txt}. */
  public static Suite<ProductShape> products() {
    return read("gemm-suite.txt", ProductShape::parse);
  }

  /** {@code step-suite.txt}. */
  static Suite<NetworkShape> networks() {
    return read("step-suite.txt", NetworkShape::parse);
  }

  private static <C> Suite<C> read(String file, Function<String, C> word) {
    try (var in = Suite.class.getResourceAsStream(file)) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), word);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Lines of {@code [group]}, of words with spaces between them, and of remarks after a {@code #}.
   * A word with {@code *} after it is in the sample.
   */
  static <C> Suite<C> parse(String text, Function<String, C> parsed) {
    Suite<C> suite = new Suite<>();
    Set<C> group = null;
    for (String line : text.lines().map(String::strip).toList()) {
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("[") && line.endsWith("]")) {
        group = new LinkedHashSet<>();
        suite.groups.put(line.substring(1, line.length() - 1), group);
        continue;
      }
      if (group == null) {
        throw new IllegalArgumentException("no [group] before " + line);
      }
      for (String word : line.split("\\s+")) {
        boolean sampled = word.endsWith("*");
        C shape = parsed.apply(sampled ? word.substring(0, word.length() - 1) : word);
        group.add(shape);
        if (sampled) {
          suite.sample.add(shape);
        }
      }
    }
    return suite;
  }

  public Set<String> names() {
    return groups.keySet();
  }

  Set<C> group(String name) {
    if (!groups.containsKey(name)) {
      throw new IllegalArgumentException("group %s is not one of %s".formatted(name, names()));
    }
    return groups.get(name);
  }

  /** Every shape of these groups once, in their order. */
  public Set<C> shapes(Iterable<String> names) {
    Set<C> shapes = new LinkedHashSet<>();
    names.forEach(name -> shapes.addAll(group(name)));
    return shapes;
  }

  /** Some of each group. */
  public Set<C> sample() {
    return sample;
  }

  /** What is to be measured: of these groups, of all if there are none, or only the sample. */
  Set<C> chosen(Collection<String> groups, boolean sampled) {
    Set<C> chosen = shapes(groups.isEmpty() ? names() : groups);
    if (sampled) {
      chosen.retainAll(sample);
    }
    return chosen;
  }

  /** The measured shapes by group; those of no group are {@code other}. */
  Map<String, List<C>> grouped(Set<C> measured) {
    Map<String, List<C>> grouped = new LinkedHashMap<>();
    groups.forEach(
        (name, shapes) -> grouped.put(name, shapes.stream().filter(measured::contains).toList()));
    Set<C> known = shapes(names());
    grouped.put("other", measured.stream().filter(shape -> !known.contains(shape)).toList());
    grouped.values().removeIf(List::isEmpty);
    return grouped;
  }
}
