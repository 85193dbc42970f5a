package io.github.lanewise.workbench;

import io.github.lanewise.kernel.TuningParameter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Looks for faster values, step by step, within a budget of time.
 *
 * <p>In a step each candidate is first tried once beside the values in use. The best of them then
 * has to prove itself anew in pairs of trials, in alternating order, until the interval of its gain
 * lies above {@link #SMALLEST_GAIN} or it has had its pairs, and may lose on no product; what made
 * it the best of the first round, luck included, does not count. A step is begun if there is time
 * for its first round.
 */
final class TuneSearch {

  /** No change for less. */
  static final double SMALLEST_GAIN = 1.01;

  /** No change that makes one of the step's products slower than this. */
  private static final double LARGEST_LOSS = 0.95;

  private static final int FEWEST_PAIRS = 4;
  private static final int MOST_PAIRS = 10;

  /** Told after each step what was kept. */
  interface Listener {
    void now(String what);

    void done(TuneStep step, Map<TuningParameter, Integer> values, String note) throws IOException;
  }

  private final TrialRunner runner;
  private final int widest;
  private final LongSupplier nanosLeft;
  private final Listener listener;
  private final Map<TuningParameter, Integer> values;
  private final Map<TuningParameter, Integer> used = new EnumMap<>(TuningParameter.class);
  private final Map<List<String>, Long> nanosOfTrial = new HashMap<>();

  TuneSearch(
      TrialRunner runner,
      int widest,
      Map<TuningParameter, Integer> start,
      LongSupplier nanosLeft,
      Listener listener) {
    this.runner = runner;
    this.widest = widest;
    this.values = new EnumMap<>(TuningParameter.class);
    values.putAll(start);
    this.nanosLeft = nanosLeft;
    this.listener = listener;
  }

  /** The values found. Steps for which there is no time are left out. */
  Map<TuningParameter, Integer> run(List<TuneStep> steps) throws IOException, InterruptedException {
    for (TuneStep step : steps) {
      if (nanosLeft.getAsLong() > 0) {
        step(step);
      }
    }
    return values;
  }

  private void step(TuneStep step) throws IOException, InterruptedException {
    listener.now(step.name());
    Map<String, Double> base = trial(values, step.cases());
    List<Map<TuningParameter, Integer>> candidates = step.candidates(used, widest);
    if (candidates.isEmpty()) {
      listener.done(step, values, "nothing to try");
      return;
    }
    if (!timeFor(candidates.size() + 2 * FEWEST_PAIRS, step)) {
      return;
    }
    Map<TuningParameter, Integer> best = best(step, candidates, base);
    if (best == null) {
      listener.done(step, values, "kept: none of %d others is faster".formatted(candidates.size()));
      return;
    }
    listener.now(step.name() + " " + text(best));
    Map<String, PairedGain> byCase = new LinkedHashMap<>();
    PairedGain gain = proof(step, best, byCase);
    boolean better = gain.pairs() >= FEWEST_PAIRS && gain.low() > SMALLEST_GAIN;
    List<String> losers =
        byCase.keySet().stream().filter(name -> byCase.get(name).mean() < LARGEST_LOSS).toList();
    String note = "%s %s".formatted(text(best), gain);
    if (better && !losers.isEmpty()) {
      note += ", but slower on " + String.join(", ", losers);
      better = false;
    }
    note = (better ? "changed: " : "kept: ") + note;
    if (better) {
      values.putAll(best);
    }
    listener.done(step, values, note);
  }

  /** The fastest of one trial each, between two of the values in use; null if those are faster. */
  private Map<TuningParameter, Integer> best(
      TuneStep step, List<Map<TuningParameter, Integer>> candidates, Map<String, Double> before)
      throws IOException, InterruptedException {
    Map<Map<TuningParameter, Integer>, Map<String, Double>> speeds = new LinkedHashMap<>();
    for (Map<TuningParameter, Integer> candidate : candidates) {
      listener.now(step.name() + " " + text(candidate));
      speeds.put(candidate, trial(with(candidate), step.cases()));
    }
    Map<String, Double> after = trial(values, step.cases());
    double bar = Math.max(score(before), score(after));
    return speeds.entrySet().stream()
        .filter(entry -> score(entry.getValue()) > bar)
        .max(Comparator.comparingDouble(entry -> score(entry.getValue())))
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  private PairedGain proof(
      TuneStep step, Map<TuningParameter, Integer> candidate, Map<String, PairedGain> byCase)
      throws IOException, InterruptedException {
    PairedGain gain = new PairedGain();
    while (gain.pairs() < MOST_PAIRS && timeFor(2, step)) {
      Map<String, Double> other;
      Map<String, Double> base;
      if (gain.pairs() % 2 == 0) {
        other = trial(with(candidate), step.cases());
        base = trial(values, step.cases());
      } else {
        base = trial(values, step.cases());
        other = trial(with(candidate), step.cases());
      }
      gain.add(other, base);
      for (String name : step.cases()) {
        byCase
            .computeIfAbsent(name, n -> new PairedGain())
            .add(Map.of(name, other.get(name)), Map.of(name, base.get(name)));
      }
      boolean decided = gain.low() > SMALLEST_GAIN || gain.high() < SMALLEST_GAIN;
      if (gain.pairs() >= FEWEST_PAIRS && decided) {
        break;
      }
    }
    return gain;
  }

  private Map<TuningParameter, Integer> with(Map<TuningParameter, Integer> candidate) {
    Map<TuningParameter, Integer> all = new EnumMap<>(TuningParameter.class);
    all.putAll(values);
    all.putAll(candidate);
    return all;
  }

  private Map<String, Double> trial(Map<TuningParameter, Integer> tried, List<String> cases)
      throws IOException, InterruptedException {
    long before = nanosLeft.getAsLong();
    Trial.Outcome outcome = runner.run(tried, cases);
    nanosOfTrial.merge(cases, before - nanosLeft.getAsLong(), Math::max);
    if (tried.equals(values)) {
      used.putAll(outcome.used());
    }
    return outcome.gflops();
  }

  private boolean timeFor(int trials, TuneStep step) {
    return nanosLeft.getAsLong() > trials * nanosOfTrial.get(step.cases());
  }

  /** The mean of the logarithms. */
  private static double score(Map<String, Double> gflops) {
    return gflops.values().stream().mapToDouble(Math::log).average().orElseThrow();
  }

  /** As in {@code kc 384, tileRows 8}. */
  static String text(Map<TuningParameter, Integer> values) {
    List<String> words = new ArrayList<>();
    values.forEach((parameter, value) -> words.add(parameter.key() + " " + value));
    words.sort(null);
    return String.join(", ", words);
  }
}
