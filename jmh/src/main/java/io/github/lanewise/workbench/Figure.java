package io.github.lanewise.workbench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was measured of one arm on one case, all forks together.
 *
 * @param key what the same measurement in another run has, too
 * @param samples of each fork, in the kernel's unit
 */
record Figure(String key, Kernel kernel, String arm, List<double[]> samples) {

  /** The figures in JMH's JSON, in the order of the file; other benchmarks are left out. */
  static List<Figure> read(Path json) throws IOException {
    Map<String, Figure> figures = new LinkedHashMap<>();
    for (JsonElement element : BenchRun.read(json)) {
      JsonObject entry = element.getAsJsonObject();
      String key = BenchRun.key(entry);
      Map<String, String> params = new TreeMap<>();
      if (entry.has("params")) {
        entry.getAsJsonObject("params").asMap().forEach((n, v) -> params.put(n, v.getAsString()));
      }
      Kernel kernel = Kernel.of(key.substring(0, key.indexOf(' ')), params);
      if (kernel != null) {
        figures
            .computeIfAbsent(key, k -> new Figure(k, kernel, params.get("impl"), new ArrayList<>()))
            .samples
            .addAll(samples(entry, kernel.counter()));
      }
    }
    return List.copyOf(figures.values());
  }

  private static List<double[]> samples(JsonObject entry, String counter) {
    List<double[]> forks = new ArrayList<>();
    JsonObject metric = entry.getAsJsonObject("secondaryMetrics").getAsJsonObject(counter);
    for (JsonElement fork : metric.getAsJsonArray("rawData")) {
      forks.add(
          fork.getAsJsonArray().asList().stream().mapToDouble(JsonElement::getAsDouble).toArray());
    }
    return forks;
  }

  double[] sorted() {
    return samples.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
  }

  /** The median of all samples of all forks. */
  double median() {
    return quantile(0.5);
  }

  /** By linear interpolation between the two nearest samples. */
  double quantile(double share) {
    double[] sorted = sorted();
    double at = share * (sorted.length - 1);
    int below = (int) Math.floor(at);
    int above = (int) Math.ceil(at);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  /** The median as operations, for a roofline. */
  double gflops() {
    return median() * kernel.flopPerUnit();
  }
}
