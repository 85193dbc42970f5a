package io.github.lanewise.jmh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The shapes that are measured, by groups: {@code gemm-suite.txt}. */
public final class Suite {

  private final Map<String, Set<ProductShape>> groups = new LinkedHashMap<>();
  private final Set<ProductShape> sample = new LinkedHashSet<>();

  private Suite() {}

  public static Suite read() {
    try (var in = Suite.class.getResourceAsStream("gemm-suite.txt")) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Lines of {@code [group]}, of shapes with spaces between them, and of remarks after a {@code #}.
   */
  static Suite parse(String text) {
    Suite suite = new Suite();
    Set<ProductShape> group = null;
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
        ProductShape shape =
            ProductShape.parse(sampled ? word.substring(0, word.length() - 1) : word);
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

  Set<ProductShape> group(String name) {
    if (!groups.containsKey(name)) {
      throw new IllegalArgumentException("group %s is not one of %s".formatted(name, names()));
    }
    return groups.get(name);
  }

  /** Every shape of these groups once, in their order. */
  public Set<ProductShape> shapes(Iterable<String> names) {
    Set<ProductShape> shapes = new LinkedHashSet<>();
    names.forEach(name -> shapes.addAll(group(name)));
    return shapes;
  }

  /** Some of each group. */
  public Set<ProductShape> sample() {
    return sample;
  }

  /** The measured shapes by group; those of no group are {@code other}. */
  Map<String, List<ProductShape>> grouped(Set<ProductShape> measured) {
    Map<String, List<ProductShape>> grouped = new LinkedHashMap<>();
    groups.forEach(
        (name, shapes) -> grouped.put(name, shapes.stream().filter(measured::contains).toList()));
    Set<ProductShape> known = shapes(names());
    grouped.put("other", measured.stream().filter(shape -> !known.contains(shape)).toList());
    grouped.values().removeIf(List::isEmpty);
    return grouped;
  }
}
