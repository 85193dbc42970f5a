package io.github.lanewise.nn;

import java.util.ArrayList;
import java.util.List;

/**
 * What a {@link GradientCheck} found. Immutable.
 *
 * @param parameters how many weights and biases the network has
 * @param checked how many of them were checked
 * @param forwardPasses two for each one checked
 * @param worst the one with the largest relative error, of those that crossed no kink; null if all
 *     did
 * @param kinks those whose difference crossed a kink of an activation, the worst first: there the
 *     difference is no derivative, so that {@link #passed} does not judge them
 * @param numericSeconds how long the forward passes of the differences took, in double, in plain
 *     loops
 * @param forwardSeconds how long one forward pass of the library takes, once warm
 * @param backwardSeconds how long one backward pass of the library takes, once warm
 */
public record GradientReport(
    int parameters,
    int checked,
    long forwardPasses,
    Entry worst,
    List<Entry> kinks,
    double numericSeconds,
    double forwardSeconds,
    double backwardSeconds) {

  /** Keeps an immutable copy of the list. */
  public GradientReport {
    kinks = List.copyOf(kinks);
  }

  /**
   * One weight or bias.
   *
   * @param analytic ∂C/∂w by backpropagation, in float
   * @param numeric ∂C/∂w by the central difference, in double
   * @param relativeError |analytic − numeric| / max(|analytic|, |numeric|, s, 10⁻⁶), where s is a
   *     hundredth of the largest |numeric| among those checked of the same W_l or b_l: a derivative
   *     that is small beside its neighbours is a sum of larger terms, and shares their rounding
   */
  public record Entry(
      ParameterPosition position, double analytic, double numeric, double relativeError) {

    /** As in {@code W1(3, 17): 0.25 by backpropagation, 0.250001 by difference, error 4.0e-06}. */
    @Override
    public String toString() {
      return "%s: %.9g by backpropagation, %.9g by difference, relative error %.1e"
          .formatted(position, analytic, numeric, relativeError);
    }
  }

  static GradientReport of(
      Layout layout,
      List<GradientCheck.Difference> differences,
      double numericSeconds,
      double forwardSeconds,
      double backwardSeconds) {
    double[] scale = scales(layout, differences);
    Entry worst = null;
    List<Entry> kinks = new ArrayList<>();
    for (GradientCheck.Difference d : differences) {
      ParameterPosition position = layout.position(d.index());
      double error = relativeError(d, scale[group(position)]);
      Entry entry = new Entry(position, d.analytic(), d.numeric(), error);
      if (d.kink()) {
        kinks.add(entry);
      } else if (worst == null || Double.compare(error, worst.relativeError) > 0) {
        worst = entry;
      }
    }
    kinks.sort((a, b) -> Double.compare(b.relativeError, a.relativeError));
    return new GradientReport(
        layout.size(),
        differences.size(),
        2L * differences.size(),
        worst,
        kinks,
        numericSeconds,
        forwardSeconds,
        backwardSeconds);
  }

  /** The largest |numeric| of each W_l and each b_l. */
  private static double[] scales(Layout layout, List<GradientCheck.Difference> differences) {
    double[] scale = new double[2 * layout.depth()];
    for (GradientCheck.Difference d : differences) {
      int group = group(layout.position(d.index()));
      scale[group] = Math.max(scale[group], Math.abs(d.numeric()));
    }
    return scale;
  }

  private static int group(ParameterPosition position) {
    return 2 * (position.layer() - 1) + (position.bias() ? 1 : 0);
  }

  /** NaN if either derivative is, which compares above every number. */
  private static double relativeError(GradientCheck.Difference d, double scale) {
    double floor = Math.max(scale / 100, 1e-6);
    double size = Math.max(floor, Math.max(Math.abs(d.analytic()), Math.abs(d.numeric())));
    return Math.abs(d.analytic() - d.numeric()) / size;
  }

  /**
   * Whether every weight that crossed no kink agrees within the tolerance, and there was one. For
   * gradients in float 10⁻³ is a sensible tolerance: errors of backpropagation are usually of order
   * 1.
   */
  public boolean passed(double tolerance) {
    return worst != null && worst.relativeError <= tolerance;
  }

  /** Some lines for people. */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    lines.add("gradient check of %d of %d parameters".formatted(checked, parameters));
    lines.add("  worst  " + (worst == null ? "none: every difference crossed a kink" : worst));
    if (!kinks.isEmpty()) {
      lines.add("  kinks  %d differences crossed one, not judged".formatted(kinks.size()));
      lines.add("         largest  " + kinks.getFirst());
    }
    lines.add(
        "  cost   %d forward passes took %.3g s; one backward pass takes %.3g s, one forward"
                .formatted(forwardPasses, numericSeconds, backwardSeconds)
            + " pass %.3g s".formatted(forwardSeconds));
    return String.join(System.lineSeparator(), lines);
  }
}
