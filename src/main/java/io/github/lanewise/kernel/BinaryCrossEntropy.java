package io.github.lanewise.kernel;

/** Cross-entropy of a probability given by its logit p and the truth y, both of a run. */
public final class BinaryCrossEntropy {

  private BinaryCrossEntropy() {}

  /**
   * Σ max(p, 0) − p·y + log(1 + e⁻|p|), added in double in ascending order to {@code start}. It is
   * −Σ y·log σ(p) + (1−y)·log(1−σ(p)) without its overflow. {@link StrictMath} is specified to the
   * bit, so that the cost is the same on every machine.
   */
  public static double add(double start, int n, float[] p, int po, float[] y, int yo) {
    double cost = start;
    for (int i = 0; i < n; i++) {
      double logit = p[po + i];
      double softplus = Math.max(logit, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(logit)));
      cost += softplus - logit * y[yo + i];
    }
    return cost;
  }
}
