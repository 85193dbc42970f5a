package io.github.lanewise.workbench;

import java.util.Map;
import java.util.TreeMap;

/**
 * One fork of one benchmark.
 *
 * @param benchmark class and method, as in {@code GemmBenchmark.gemm}
 * @param params JMH's parameters, among them {@code impl}
 * @param warmUpMillis before the timing
 */
record BenchItem(String benchmark, Map<String, String> params, int warmUpMillis) {

  BenchItem {
    params = new TreeMap<>(params);
  }

  /** What two forks of the same measurement have in common, in this run and in others. */
  String key() {
    return benchmark + " " + params;
  }

  /** As in {@code lanewise NN:64x64x64}. */
  String label() {
    Map<String, String> others = new TreeMap<>(params);
    String arm = others.remove("impl");
    others.remove("threads", "1");
    return arm + " " + String.join(" ", others.values());
  }
}
