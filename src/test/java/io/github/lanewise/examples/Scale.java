package io.github.lanewise.examples;

import java.util.Locale;

/**
 * An axis from {@code low} to {@code high}, both multiples of {@code step}, the distance of its
 * ticks.
 */
record Scale(double low, double high, double step) {

  /**
   * The narrowest axis that holds both values and has about five ticks at 1, 2 or 5 times a power
   * of ten.
   */
  static Scale covering(double least, double greatest) {
    double span = greatest > least ? greatest - least : 1;
    double power = Math.pow(10, Math.floor(Math.log10(span / 5)));
    double step = 10 * power;
    for (int factor : new int[] {5, 2, 1}) {
      if (span / (factor * power) <= 6) {
        step = factor * power;
      }
    }
    double low = Math.floor(least / step) * step;
    return new Scale(low, Math.max(low + step, Math.ceil(greatest / step) * step), step);
  }

  /** 0 at the low end, 1 at the high end. */
  double position(double value) {
    return (value - low) / (high - low);
  }

  double[] ticks() {
    double[] ticks = new double[(int) Math.round((high - low) / step) + 1];
    for (int i = 0; i < ticks.length; i++) {
      ticks[i] = low + i * step;
    }
    return ticks;
  }

  /** The value with as many decimals as the step has. */
  String label(double tick) {
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step)));
    return String.format(Locale.ROOT, "%." + decimals + "f", tick);
  }
}
