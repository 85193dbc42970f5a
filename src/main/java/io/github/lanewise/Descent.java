package io.github.lanewise;

/**
 * One step of gradient descent for some parameters, as one pass over memory: parameters, gradient
 * and what the rule remembers are each read once, and all but the gradient written once.
 *
 * <p><b>Shapes.</b> {@code w}, some or all of the parameters, and {@code gradient}, theirs, are 1 ×
 * n. What the rule remembers is 1 × size, for all parameters; of it the n elements from number
 * {@code first} on belong to w. So parts of the parameters can be changed one after another, or at
 * once by several threads, with the same result.
 *
 * <p><b>Aliasing.</b> No operand may overlap another.
 *
 * <p><b>Exactness.</b> Each operation that stands in a formula, fma(a, b, c) = a·b + c among them,
 * is rounded once, in the order written; so the bits depend neither on engine and vector width nor
 * on how the parameters are parted. NaN and infinities propagate as in IEEE 754.
 *
 * <p><b>Subnormal numbers.</b> normal(x) is x, or +0 if |x| &lt; 2⁻¹²⁶: what is remembered is never
 * subnormal. Where a derivative stays 0 it would be so for ever, as it shrinks by a share and the
 * smallest numbers round back to themselves, and many CPUs are an order of magnitude slower with
 * subnormal operands. Parameters and gradients keep theirs.
 *
 * <p><b>Errors.</b> {@link IllegalArgumentException} naming the operands and shapes, before
 * anything is written; rates and the like are not checked. <b>Threads.</b> Every method runs on the
 * caller's thread, allocates nothing, and may be called from any number of threads at once, on
 * different parts.
 */
public final class Descent {

  private Descent() {}

  /** w ← fma(−rate, fma(decay, w, g), w), which is w − rate·(g + decay·w). */
  public static void decayed(float rate, float decay, Matrix gradient, Matrix w) {
    int n = checkPart("decayed", gradient, w);
    ElementRuns.kernels()
        .updates()
        .decayed(rate, decay, n, w.data(), w.offset(), gradient.data(), gradient.offset());
  }

  /** v ← normal(fma(momentum, v, g)), then w ← fma(−rate, v, w). */
  public static void momentum(
      float rate, float momentum, int first, Matrix gradient, Matrix v, Matrix w) {
    int n = checkPart("momentum", gradient, w);
    checkState("momentum", first, "v", v, gradient, w);
    ElementRuns.kernels()
        .updates()
        .momentum(
            rate,
            momentum,
            n,
            w.data(),
            w.offset(),
            gradient.data(),
            gradient.offset(),
            v.data(),
            v.offset() + first);
  }

  /** v ← normal(fma(momentum, v, g)), then w ← fma(−rate, fma(momentum, v, g), w). */
  public static void nesterov(
      float rate, float momentum, int first, Matrix gradient, Matrix v, Matrix w) {
    int n = checkPart("nesterov", gradient, w);
    checkState("nesterov", first, "v", v, gradient, w);
    ElementRuns.kernels()
        .updates()
        .nesterov(
            rate,
            momentum,
            n,
            w.data(),
            w.offset(),
            gradient.data(),
            gradient.offset(),
            v.data(),
            v.offset() + first);
  }

  /**
   * m ← normal(fma(1 − beta1, g − m, m)) and v ← normal(fma(1 − beta2, fma(g, g, −v), v)), then w ←
   * fma(−rate, fma(decay, w, m/(√v + epsilon)), w).
   *
   * <p>Rate, epsilon and decay are those of this step: who corrects the bias of m and v does it in
   * them.
   */
  public static void adam(
      float rate,
      float decay,
      float beta1,
      float beta2,
      float epsilon,
      int first,
      Matrix gradient,
      Matrix m,
      Matrix v,
      Matrix w) {
    int n = checkPart("adam", gradient, w);
    checkState("adam", first, "m", m, gradient, w);
    checkState("adam", first, "v", v, gradient, w);
    ElementRuns.checkDisjoint("adam", "m", m, "v", v);
    ElementRuns.kernels()
        .updates()
        .adam(
            rate,
            decay,
            beta1,
            beta2,
            epsilon,
            n,
            w.data(),
            w.offset(),
            gradient.data(),
            gradient.offset(),
            m.data(),
            m.offset() + first,
            v.data(),
            v.offset() + first);
  }

  /** Returns n. */
  private static int checkPart(String rule, Matrix gradient, Matrix w) {
    if (w.rows() != 1) {
      throw new IllegalArgumentException("%s: w is %s and not 1×n".formatted(rule, w.shape()));
    }
    ElementRuns.checkShapes(rule, "gradient", gradient, "w", w);
    ElementRuns.checkDisjoint(rule, "w", w, "gradient", gradient);
    return w.columns();
  }

  private static void checkState(
      String rule, int first, String name, Matrix state, Matrix gradient, Matrix w) {
    if (state.rows() != 1 || first < 0 || first > state.columns() - w.columns()) {
      throw new IllegalArgumentException(
          "%s: %s is %s, which is not 1×size with elements %d to %d for the %s w"
              .formatted(
                  rule, name, state.shape(), first, (long) first + w.columns() - 1, w.shape()));
    }
    ElementRuns.checkDisjoint(rule, name, state, "gradient", gradient);
    ElementRuns.checkDisjoint(rule, name, state, "w", w);
  }
}
