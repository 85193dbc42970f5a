package io.github.lanewise.jmh;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/**
 * The GFLOP/s in JMH's JSON. Of an arm that was measured in several forks all iterations count
 * alike, and the median of them is its result: a disturbance of some iterations leaves it alone.
 */
final class GemmResults {

  private record Key(String impl, ProductShape shape, int threads) {}

  private final Map<Key, List<Double>> products = new LinkedHashMap<>();
  private final Map<Integer, List<Double>> peaks = new LinkedHashMap<>();
  private final Set<String> flags = new LinkedHashSet<>();

  static GemmResults read(List<Path> files) throws IOException {
    GemmResults results = new GemmResults();
    for (Path file : files) {
      results.add(Files.readString(file));
    }
    return results;
  }

  void add(String json) {
    for (JsonElement element : JsonParser.parseString(json).getAsJsonArray()) {
      JsonObject entry = element.getAsJsonObject();
      String benchmark = entry.get("benchmark").getAsString();
      if (benchmark.endsWith(".PeakBenchmark.fma")) {
        int threads = entry.get("threads").getAsInt();
        peaks.computeIfAbsent(threads, t -> new ArrayList<>()).addAll(gflops(entry));
      } else if (benchmark.endsWith(".GemmBenchmark.gemm")) {
        JsonObject params = entry.getAsJsonObject("params");
        Key key =
            new Key(
                params.get("impl").getAsString(),
                ProductShape.parse(params.get("shape").getAsString()),
                params.get("threads").getAsInt());
        products.computeIfAbsent(key, k -> new ArrayList<>()).addAll(gflops(entry));
        List<String> arguments = new ArrayList<>();
        entry.getAsJsonArray("jvmArgs").forEach(flag -> arguments.add(flag.getAsString()));
        flags.add(String.join(" ", arguments));
      }
    }
  }

  private static List<Double> gflops(JsonObject entry) {
    List<Double> values = new ArrayList<>();
    for (JsonElement fork :
        entry
            .getAsJsonObject("secondaryMetrics")
            .getAsJsonObject("gflop")
            .getAsJsonArray("rawData")) {
      fork.getAsJsonArray().forEach(value -> values.add(value.getAsDouble()));
    }
    return values;
  }

  private static OptionalDouble median(List<Double> values) {
    if (values == null || values.isEmpty()) {
      return OptionalDouble.empty();
    }
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return OptionalDouble.of(
        sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2);
  }

  OptionalDouble gflops(String impl, ProductShape shape, int threads) {
    return median(products.get(new Key(impl, shape, threads)));
  }

  /** Of so many cores together. */
  OptionalDouble peak(int threads) {
    return median(peaks.get(threads));
  }

  /** The best native peer. */
  OptionalDouble best(ProductShape shape, int threads) {
    return GemmArms.NATIVE.stream()
        .map(impl -> gflops(impl, shape, threads))
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .max();
  }

  /** In the order in which they were measured. */
  Set<String> impls() {
    Set<String> impls = new LinkedHashSet<>();
    products.keySet().forEach(key -> impls.add(key.impl()));
    return impls;
  }

  Set<ProductShape> shapes() {
    Set<ProductShape> shapes = new LinkedHashSet<>();
    products.keySet().forEach(key -> shapes.add(key.shape()));
    return shapes;
  }

  Set<Integer> threads() {
    Set<Integer> threads = new TreeSet<>();
    products.keySet().forEach(key -> threads.add(key.threads()));
    return threads;
  }

  /** The arguments of the JVMs that were measured. */
  Set<String> flags() {
    return flags;
  }
}
