package io.github.lanewise.jmh;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Quotients of two speeds, by shape. */
final class Ratios {

  private final Map<ProductShape, Double> ratios = new LinkedHashMap<>();

  /** Of the shapes for which both speeds are known. */
  static Ratios of(
      Iterable<ProductShape> shapes,
      Function<ProductShape, OptionalDouble> speed,
      Function<ProductShape, OptionalDouble> other) {
    Ratios result = new Ratios();
    for (ProductShape shape : shapes) {
      OptionalDouble above = speed.apply(shape);
      OptionalDouble below = other.apply(shape);
      if (above.isPresent() && below.isPresent()) {
        result.ratios.put(shape, above.getAsDouble() / below.getAsDouble());
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

  ProductShape worst() {
    return ratios.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }

  OptionalDouble get(ProductShape shape) {
    return ratios.containsKey(shape)
        ? OptionalDouble.of(ratios.get(shape))
        : OptionalDouble.empty();
  }
}
