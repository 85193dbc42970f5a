package io.github.lanewise.workbench;

import io.github.lanewise.kernel.TuningParameter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The defaults and a profile side by side, on products that no step of the search looks at too. */
final class TuneComparison {

  private static final List<String> CASES =
      List.of(
          "NN:64x64x64",
          "NN:100x100x100",
          "NN:256x256x256",
          "NN:1000x1000x1000",
          "TN:333x333x333",
          "TN:512x784x128",
          "NT:333x333x333",
          "NT:128x512x784",
          "NT:8x1024x1024",
          "*NN:128x128x128",
          "*NN:777x777x777",
          "*NT:128x512x784");

  private static final int FEWEST_PAIRS = 3;

  private final PairedGain total = new PairedGain();
  private final Map<String, PairedGain> byCase = new LinkedHashMap<>();
  private final Map<String, List<Double>> defaults = new LinkedHashMap<>();
  private final Map<String, List<Double>> tuned = new LinkedHashMap<>();

  private TuneComparison() {}

  /** Three pairs at least, and more while there is time. */
  static TuneComparison measure(
      TrialRunner runner,
      Map<TuningParameter, Integer> values,
      int pairs,
      BooleanSupplier timeLeft,
      Runnable afterPair)
      throws IOException, InterruptedException {
    TuneComparison comparison = new TuneComparison();
    for (int pair = 0; pair < FEWEST_PAIRS || pair < pairs && timeLeft.getAsBoolean(); pair++) {
      boolean tunedFirst = pair % 2 == 0;
      Map<String, Double> first = runner.run(tunedFirst ? values : Map.of(), CASES).gflops();
      Map<String, Double> second = runner.run(tunedFirst ? Map.of() : values, CASES).gflops();
      comparison.add(tunedFirst ? second : first, tunedFirst ? first : second);
      afterPair.run();
    }
    return comparison;
  }

  private void add(Map<String, Double> base, Map<String, Double> other) {
    total.add(other, base);
    base.forEach((text, speed) -> {
      double otherSpeed = other.get(text);
      byCase
          .computeIfAbsent(text, t -> new PairedGain())
          .add(Map.of(text, otherSpeed), Map.of(text, speed));
      defaults.computeIfAbsent(text, t -> new ArrayList<>()).add(speed);
      tuned.computeIfAbsent(text, t -> new ArrayList<>()).add(otherSpeed);
    });
  }

  PairedGain total() {
    return total;
  }

  String table() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%-20s %10s %10s   gain, 99.8 %% interval%n".formatted("GFLOP/s", "defaults", "tuned"));
    byCase.forEach((name, gain) ->
        text.append(
            String.format(
                Locale.ROOT,
                "%-20s %10.1f %10.1f   %s%n",
                name.replace("*", "") + (name.startsWith("*") ? ", all" : ""),
                median(defaults.get(name)),
                median(tuned.get(name)),
                gain)));
    text.append("%-42s   %s%n".formatted("all of them", total));
    text.append("(\"all\": on all threads)");
    return text.toString();
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int n = sorted.size();
    return (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
  }
}
