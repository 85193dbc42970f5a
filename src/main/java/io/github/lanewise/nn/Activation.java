package io.github.lanewise.nn;

import io.github.lanewise.Matrix;
import java.util.function.DoubleUnaryOperator;

/**
 * An activation σ, applied to every element: q = σ(p).
 *
 * <p>Two scalar functions are enough, σ and σ′; see {@link #of}. The matrix forms then loop over
 * the elements. The activations named here override them with fused kernels, and compute their
 * derivative from q alone, except that those of softplus, SiLU and GELU need p.
 *
 * <p>An implementation has no state that changes, and may be used from any number of threads.
 */
public interface Activation {

  /** σ(p) = p. */
  Activation IDENTITY = new FusedActivations.Identity();

  /** The logistic function σ(p) = 1/(1 + e⁻ᵖ), with σ′ = q(1 − q). */
  Activation SIGMOID = new FusedActivations.Sigmoid();

  /** σ(p) = tanh p, with σ′ = 1 − q². */
  Activation TANH = new FusedActivations.Tanh();

  /** σ(p) = max(p, 0), with σ′ = 1 where p &gt; 0 and 0 elsewhere, at the kink p = 0 too. */
  Activation RELU = new FusedActivations.Relu();

  /** σ(p) = ln(1 + eᵖ), a smooth ReLU, with σ′ the logistic function. */
  Activation SOFTPLUS = new FusedActivations.Softplus();

  /**
   * SiLU or swish, σ(p) = p·s(p) with s the logistic function, and σ′ = s(p)·(1 + p·(1 − s(p))).
   */
  Activation SILU = new FusedActivations.Silu();

  /** GELU, σ(p) = p·Φ(p) with Φ the normal distribution function, and σ′ = Φ(p) + p·Φ′(p). */
  Activation GELU = new FusedActivations.Gelu();

  /**
   * σ(p) = p where p &gt; 0 and slope·p elsewhere; σ′(0) = slope.
   *
   * @throws IllegalArgumentException if the slope is negative, infinite or NaN: then the sign of q
   *     would not tell the sign of p
   */
  static Activation leakyRelu(float slope) {
    return new FusedActivations.LeakyRelu(slope);
  }

  /**
   * An activation of one's own from σ and σ′, each called once an element, in double.
   *
   * @param derivative σ′ as a function of p
   */
  static Activation of(String name, DoubleUnaryOperator value, DoubleUnaryOperator derivative) {
    return new ScalarActivation(name, value, derivative);
  }

  /** What error messages and reports call it. */
  String name();

  /** σ(p). */
  double value(double p);

  /** σ′(p). */
  double derivative(double p);

  /**
   * Whether σ′ jumps at a point between a and b, so that a difference of σ across it says nothing
   * about σ′. {@link GradientCheck} asks. False unless overridden.
   */
  default boolean hasKinkBetween(double a, double b) {
    return false;
  }

  /** Q = σ(P). The shapes are equal; Q is overwritten and may be P. */
  default void apply(Matrix p, Matrix q) {
    for (int i = 0; i < p.rows(); i++) {
      for (int j = 0; j < p.columns(); j++) {
        q.set(i, j, (float) value(p.get(i, j)));
      }
    }
  }

  /**
   * out = delta ⊙ σ′(P). The shapes are equal; out is overwritten and may be delta.
   *
   * @param q σ(P), for those whose derivative follows from it
   */
  default void backward(Matrix p, Matrix q, Matrix delta, Matrix out) {
    for (int i = 0; i < p.rows(); i++) {
      for (int j = 0; j < p.columns(); j++) {
        out.set(i, j, (float) (delta.get(i, j) * derivative(p.get(i, j))));
      }
    }
  }
}
