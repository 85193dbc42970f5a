package io.github.lanewise.workbench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * By what one setting is faster than another, from pairs of trials that ran one after the other:
 * the mean of the logarithms of the ratios, with an interval by Student's t at 99.8 %, as a search
 * looks at it again and again. A pair gives one number, the mean over its products: what disturbs
 * the machine for longer than a pair meets both.
 */
final class PairedGain {

  private static final double TAIL = 0.001;

  private final List<Double> logs = new ArrayList<>();

  void add(Map<String, Double> other, Map<String, Double> base) {
    double sum = 0;
    for (Map.Entry<String, Double> entry : base.entrySet()) {
      sum += Math.log(other.get(entry.getKey()) / entry.getValue());
    }
    logs.add(sum / base.size());
  }

  int pairs() {
    return logs.size();
  }

  private double meanLog() {
    return logs.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  /** A ratio of speeds. */
  double mean() {
    return Math.exp(meanLog());
  }

  double low() {
    return Math.exp(meanLog() - halfWidth());
  }

  double high() {
    return Math.exp(meanLog() + halfWidth());
  }

  /** Infinite for less than two pairs. */
  private double halfWidth() {
    int n = logs.size();
    if (n < 2) {
      return Double.POSITIVE_INFINITY;
    }
    double mean = meanLog();
    double squares = logs.stream().mapToDouble(log -> (log - mean) * (log - mean)).sum();
    double t = new TDistribution(n - 1).inverseCumulativeProbability(1 - TAIL);
    return t * Math.sqrt(squares / (n - 1) / n);
  }

  /** As in {@code +3.1 % (1.9 to 4.3)}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%+.1f %% (%.1f to %.1f, %d pairs)",
        100 * (mean() - 1),
        100 * (low() - 1),
        100 * (high() - 1),
        logs.size());
  }
}
