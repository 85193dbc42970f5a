package io.github.lanewise.jmh;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Quotients of two speeds, by what was measured. */
final class Ratios<C> {

  private final Map<C, Double> ratios = new LinkedHashMap<>();

  /** Of the cases for which both speeds are known. */
  static <C> Ratios<C> of(
      Iterable<C> cases, Function<C, OptionalDouble> speed, Function<C, OptionalDouble> other) {
    Ratios<C> result = new Ratios<>();
    for (C each : cases) {
      OptionalDouble above = speed.apply(each);
      OptionalDouble below = other.apply(each);
      if (above.isPresent() && below.isPresent()) {
        result.ratios.put(each, above.getAsDouble() / below.getAsDouble());
      }
    }
    return result;
  }

  boolean isEmpty() {
    return ratios.isEmpty();
  }

  int count() {
    return ratios.size();
  }

  long below(double limit) {
    return ratios.values().stream().filter(ratio -> ratio < limit).count();
  }

  double geometricMean() {
    return Math.exp(ratios.values().stream().mapToDouble(Math::log).average().orElse(Double.NaN));
  }

  C worst() {
    return ratios.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }

  OptionalDouble get(C of) {
    return ratios.containsKey(of) ? OptionalDouble.of(ratios.get(of)) : OptionalDouble.empty();
  }

  /** How many there are, their geometric mean, the least and where it is; for a table. */
  List<String> summary() {
    return List.of(
        Integer.toString(count()),
        MarkdownTable.ratio(OptionalDouble.of(geometricMean())),
        MarkdownTable.ratio(get(worst())),
        worst().toString());
  }
}
