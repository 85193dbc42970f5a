package io.github.lanewise.nn;

import io.github.lanewise.Matrix;

/**
 * How a gradient changes the parameters. An optimiser is a recipe without state of its own,
 * thread-safe; each training starts a {@link Rule} from it, which holds what must be remembered
 * from step to step.
 *
 * <p>In the formulas W stands for any parameter, weight or bias, and g for its part of the gradient
 * ∂C/∂W. Each rule here is one pass over memory, applied to a part of the gradient while it is
 * still in a cache. Every operation of the sequence given is rounded to float once, with fma(a, b,
 * c) = a·b + c one operation: so the bits do not depend on engine, vector width and threads. What a
 * rule remembers starts at +0 and is never subnormal: normal(x) is x, or +0 if |x| &lt; 2⁻¹²⁶ (why:
 * {@link io.github.lanewise.Descent}).
 *
 * <p>All factories throw {@link IllegalArgumentException} for a value outside the range given.
 */
@FunctionalInterface
public interface Optimiser {

  /**
   * Gradient descent: W ← W − η·g, as W ← fma(−η, g, W).
   *
   * @param learningRate η, finite and above 0
   */
  static Optimiser sgd(float learningRate) {
    return sgd(learningRate, 0);
  }

  /**
   * Gradient descent with weight decay: W ← W − η·(g + λ·W), as W ← fma(−η, fma(λ, W, g), W). With
   * λ = 0 it is {@link #sgd(float)}.
   *
   * @param learningRate η, finite and above 0
   * @param weightDecay λ, finite and 0 or more; biases decay too
   */
  static Optimiser sgd(float learningRate, float weightDecay) {
    checkRate("sgd", learningRate);
    checkDecay("sgd", weightDecay);
    return new GradientDescent(learningRate, weightDecay);
  }

  /**
   * Momentum: v ← μ·v + g, W ← W − η·v, as v ← normal(fma(μ, v, g)), W ← fma(−η, v, W).
   *
   * <p>Where g stays the same, steps grow to η·g/(1 − μ): at μ = 0.9 take a tenth of the rate of
   * {@link #sgd(float)}. B. T. Polyak, Some methods of speeding up the convergence of iteration
   * methods, 1964.
   *
   * @param learningRate η, finite and above 0
   * @param momentum μ, from 0 to below 1
   */
  static Optimiser momentum(float learningRate, float momentum) {
    checkRate("momentum", learningRate);
    checkShare("momentum", "momentum", momentum);
    return new Momentum(learningRate, momentum, false);
  }

  /**
   * Nesterov's momentum: v ← μ·v + g, W ← W − η·(g + μ·v), as v ← normal(fma(μ, v, g)), W ← fma(−η,
   * fma(μ, v, g), W).
   *
   * <p>Nesterov takes the gradient at the point to which v alone would lead; W is that point here,
   * so that a step needs one gradient, and that at W. Y. Nesterov, A method for solving the convex
   * programming problem with convergence rate O(1/k²), 1983, in the form of I. Sutskever and
   * others, On the importance of initialization and momentum in deep learning, 2013, with the rate
   * outside v.
   *
   * @param learningRate η, finite and above 0
   * @param momentum μ, from 0 to below 1
   */
  static Optimiser nesterov(float learningRate, float momentum) {
    checkRate("nesterov", learningRate);
    checkShare("nesterov", "momentum", momentum);
    return new Momentum(learningRate, momentum, true);
  }

  /** {@link #adam(float, float, float, float)} with β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸. */
  static Optimiser adam(float learningRate) {
    return adam(learningRate, 0.9f, 0.999f, 1e-8f);
  }

  /**
   * Adam: {@link #adamW(float, float, float, float, float)} with λ = 0. D. P. Kingma, J. Ba, Adam:
   * a method for stochastic optimization, 2015.
   *
   * @param learningRate η, finite and above 0
   * @param beta1 β₁, from 0 to below 1
   * @param beta2 β₂, from 0 to below 1
   * @param epsilon ε, finite and at least {@link Float#MIN_NORMAL}
   */
  static Optimiser adam(float learningRate, float beta1, float beta2, float epsilon) {
    return adam("adam", learningRate, beta1, beta2, epsilon, 0);
  }

  /**
   * {@link #adamW(float, float, float, float, float)} with β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸.
   *
   * @param weightDecay λ, finite and 0 or more
   */
  static Optimiser adamW(float learningRate, float weightDecay) {
    return adamW(learningRate, 0.9f, 0.999f, 1e-8f, weightDecay);
  }

  /**
   * AdamW. In step t = 1, 2, …
   *
   * <pre>
   * m ← β₁·m + (1 − β₁)·g          m̂ = m/(1 − β₁ᵗ)
   * v ← β₂·v + (1 − β₂)·g²         v̂ = v/(1 − β₂ᵗ)
   * W ← W − η·(m̂/(√v̂ + ε) + λ·W)
   * </pre>
   *
   * as, once a step in double, b₁ ← b₁·β₁ and b₂ ← b₂·β₂ from 1 on, s = 1 − b₁, r = √(1 − b₂), and
   * rounded to float ηₜ = η·(r/s), λₜ = λ·(s/r), εₜ = ε·r; and for each element
   *
   * <pre>
   * m ← normal(fma(1 − β₁, g − m, m))
   * v ← normal(fma(1 − β₂, fma(g, g, −v), v))
   * W ← fma(−ηₜ, fma(λₜ, W, m/(√v + εₜ)), W)
   * </pre>
   *
   * with 1 − β₁ and 1 − β₂ rounded to float. I. Loshchilov, F. Hutter, Decoupled weight decay
   * regularization, 2019; their λ is η·λ here, as it is in PyTorch.
   *
   * @param learningRate η, finite and above 0
   * @param beta1 β₁, from 0 to below 1
   * @param beta2 β₂, from 0 to below 1
   * @param epsilon ε, finite and at least {@link Float#MIN_NORMAL}
   * @param weightDecay λ, finite and 0 or more; biases decay too
   */
  static Optimiser adamW(
      float learningRate, float beta1, float beta2, float epsilon, float weightDecay) {
    return adam("adamW", learningRate, beta1, beta2, epsilon, weightDecay);
  }

  private static Optimiser adam(
      String name, float learningRate, float beta1, float beta2, float epsilon, float weightDecay) {
    checkRate(name, learningRate);
    checkShare(name, "beta1", beta1);
    checkShare(name, "beta2", beta2);
    checkDecay(name, weightDecay);
    if (!(epsilon >= Float.MIN_NORMAL && epsilon < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Optimiser.%s: epsilon %s is not a finite number of at least %s"
              .formatted(name, epsilon, Float.MIN_NORMAL));
    }
    return new Adam(learningRate, beta1, beta2, epsilon, weightDecay);
  }

  private static void checkRate(String name, float learningRate) {
    if (!(learningRate > 0 && learningRate < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Optimiser.%s: learning rate %s is not a finite number above 0"
              .formatted(name, learningRate));
    }
  }

  private static void checkDecay(String name, float weightDecay) {
    if (!(weightDecay >= 0 && weightDecay < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Optimiser.%s: weight decay %s is not a finite number of at least 0"
              .formatted(name, weightDecay));
    }
  }

  private static void checkShare(String name, String what, float share) {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException(
          "Optimiser.%s: %s %s is not from 0 to below 1".formatted(name, what, share));
    }
  }

  /** A rule for so many parameters, with all the memory that it will need. */
  Rule start(int size);

  /** How many floats a rule remembers for each parameter; {@link Training#bytes} counts them. */
  default int statePerParameter() {
    return 0;
  }

  /** The changing part of an optimiser. Not thread-safe. */
  @FunctionalInterface
  interface Rule {

    /** Changes the parameters by one step; both are 1 × size. The gradient is only read. */
    void update(Matrix parameters, Matrix gradient);
  }

  /**
   * A rule that changes each parameter by its own derivative alone. So it can be applied part by
   * part, while each part of the gradient is still in a cache; {@link Training#step} does that,
   * from several threads at once on different parts.
   */
  @FunctionalInterface
  interface ElementwiseRule extends Rule {

    /** Called once at the start of a step, before the parts: the place for what counts steps. */
    default void begin() {}

    /** Changes the parameters from number {@code first} on by one step; both are 1 × n. */
    void update(int first, Matrix parameters, Matrix gradient);

    @Override
    default void update(Matrix parameters, Matrix gradient) {
      begin();
      update(0, parameters, gradient);
    }
  }
}
