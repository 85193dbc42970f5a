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
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/**
 * The GFLOP/s in JMH's JSON. Of an arm that was measured in several forks all iterations count
 * alike, and the median of them is its result: a disturbance of some iterations leaves it alone.
 */
final class SuiteResults<C extends SuiteCase> {

  /** Tells what a benchmark has measured; nothing if it does not belong to the suite. */
  interface CaseOf<C> {
    Optional<C> of(String benchmark, Map<String, String> params);
  }

  private record Key<C>(String impl, C of, int threads) {}

  private final CaseOf<C> caseOf;
  private final Map<Key<C>, List<Double>> speeds = new LinkedHashMap<>();
  private final Map<Integer, List<Double>> peaks = new LinkedHashMap<>();
  private final Set<String> flags = new LinkedHashSet<>();

  private SuiteResults(CaseOf<C> caseOf) {
    this.caseOf = caseOf;
  }

  static SuiteResults<ProductShape> ofProducts() {
    return new SuiteResults<>((benchmark, params) ->
        benchmark.equals("GemmBenchmark.gemm")
            ? Optional.of(ProductShape.parse(params.get("shape")))
            : Optional.empty());
  }

  static SuiteResults<StepCase> ofSteps() {
    return new SuiteResults<>(SuiteResults::step);
  }

  private static Optional<StepCase> step(String benchmark, Map<String, String> params) {
    String prefix = "TrainingStepBenchmark.";
    if (!benchmark.startsWith(prefix)) {
      return Optional.empty();
    }
    return Optional.of(
        StepCase.of(
            benchmark.substring(prefix.length()),
            NetworkShape.parse(
                params.get("net"),
                Integer.parseInt(params.get("batch")),
                params.get("activation"),
                params.get("cost"))));
  }

  SuiteResults<C> read(List<Path> files) throws IOException {
    for (Path file : files) {
      add(Files.readString(file));
    }
    return this;
  }

  void add(String json) {
    for (JsonElement element : JsonParser.parseString(json).getAsJsonArray()) {
      JsonObject entry = element.getAsJsonObject();
      String benchmark = entry.get("benchmark").getAsString().replaceAll(".*\\.(?=[^.]+\\.)", "");
      if (benchmark.equals("PeakBenchmark.fma")) {
        int threads = entry.get("threads").getAsInt();
        peaks.computeIfAbsent(threads, t -> new ArrayList<>()).addAll(gflops(entry));
        continue;
      }
      Map<String, String> params = new LinkedHashMap<>();
      if (entry.has("params")) {
        entry
            .getAsJsonObject("params")
            .entrySet()
            .forEach(param -> params.put(param.getKey(), param.getValue().getAsString()));
      }
      caseOf.of(benchmark, params).ifPresent(of -> add(of, params, entry));
    }
  }

  private void add(C of, Map<String, String> params, JsonObject entry) {
    Key<C> key = new Key<>(params.get("impl"), of, Integer.parseInt(params.get("threads")));
    speeds.computeIfAbsent(key, k -> new ArrayList<>()).addAll(gflops(entry));
    List<String> arguments = new ArrayList<>();
    entry.getAsJsonArray("jvmArgs").forEach(flag -> arguments.add(flag.getAsString()));
    if (!arguments.isEmpty()) {
      flags.add(String.join(" ", arguments));
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

  OptionalDouble gflops(String impl, C of, int threads) {
    return median(speeds.get(new Key<>(impl, of, threads)));
  }

  /** The time of a call in µs. */
  OptionalDouble micros(String impl, C of, int threads) {
    OptionalDouble speed = gflops(impl, of, threads);
    return speed.isEmpty() ? speed : OptionalDouble.of(1e6 * of.gflop() / speed.getAsDouble());
  }

  /** The speed of one arm divided by that of another, where both were measured. */
  Ratios<C> ratios(Iterable<C> cases, String impl, String other, int threads) {
    return Ratios.of(cases, c -> gflops(impl, c, threads), c -> gflops(other, c, threads));
  }

  /** Of so many cores together. */
  OptionalDouble peak(int threads) {
    return median(peaks.get(threads));
  }

  /** The fastest of these arms. */
  OptionalDouble best(List<String> impls, C of, int threads) {
    return impls.stream()
        .map(impl -> gflops(impl, of, threads))
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .max();
  }

  /** In the order in which they were measured. */
  Set<String> impls() {
    Set<String> impls = new LinkedHashSet<>();
    speeds.keySet().forEach(key -> impls.add(key.impl()));
    return impls;
  }

  Set<C> cases() {
    Set<C> cases = new LinkedHashSet<>();
    speeds.keySet().forEach(key -> cases.add(key.of()));
    return cases;
  }

  Set<Integer> threads() {
    Set<Integer> threads = new TreeSet<>();
    speeds.keySet().forEach(key -> threads.add(key.threads()));
    return threads;
  }

  /** The environment, the flags of the JVMs that were measured, and the peaks, as a table. */
  String card(Map<String, String> environment) {
    MarkdownTable table = new MarkdownTable(List.of("Environment", ""));
    environment.forEach((key, value) -> table.row(List.of(key, value)));
    table.row(List.of("Flags", String.join("; ", flags)));
    for (int threads : threads()) {
      table.row(
          List.of("FMA peak, cores: " + threads, MarkdownTable.gflops(peak(threads)) + " GFLOP/s"));
    }
    return table.toString().replace("--:|\n", "---|\n");
  }
}
