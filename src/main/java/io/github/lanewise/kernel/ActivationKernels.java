package io.github.lanewise.kernel;

/**
 * Functions of one variable, applied to a run, and their derivatives in terms of q = f(p), or of p
 * where q does not tell: what a network has kept. See {@link ElementwiseKernels}.
 */
public interface ActivationKernels {

  /** y = eˣ. */
  void exp(int n, float[] x, int xo, float[] y, int yo);

  /** y = ln x. */
  void log(int n, float[] x, int xo, float[] y, int yo);

  /** y = σ(x) = 1/(1+e⁻ˣ). */
  void sigmoid(int n, float[] x, int xo, float[] y, int yo);

  /** y = tanh x. */
  void tanh(int n, float[] x, int xo, float[] y, int yo);

  /** y = ln(1+eˣ). */
  void softplus(int n, float[] x, int xo, float[] y, int yo);

  /** y = x·σ(x). */
  void silu(int n, float[] x, int xo, float[] y, int yo);

  /** y = x·Φ(x), Φ the normal distribution function. */
  void gelu(int n, float[] x, int xo, float[] y, int yo);

  /** y = +0 where x ≤ 0, else x. */
  void relu(int n, float[] x, int xo, float[] y, int yo);

  /** y = slope·x where x ≤ 0, else x. */
  void leakyRelu(float slope, int n, float[] x, int xo, float[] y, int yo);

  /** out = fma(−q, q, q), which is σ′ = q(1−q) rounded once. */
  void sigmoidDerivative(int n, float[] q, int qo, float[] out, int oo);

  /** out = fma(−q, q, 1), which is tanh′ = 1−q² rounded once. */
  void tanhDerivative(int n, float[] q, int qo, float[] out, int oo);

  /** out = 1 where q &gt; 0, slope where q ≤ 0, else q, which is NaN. */
  void leakyReluDerivative(float slope, int n, float[] q, int qo, float[] out, int oo);

  /** out = δ·(σ′ as by {@link #sigmoidDerivative}). */
  void sigmoidBackward(
      int n, float[] q, int qo, float[] delta, int deltaOffset, float[] out, int oo);

  /** out = δ·(tanh′ as by {@link #tanhDerivative}). */
  void tanhBackward(int n, float[] q, int qo, float[] delta, int deltaOffset, float[] out, int oo);

  /** out = δ·(derivative as by {@link #leakyReluDerivative}). */
  void leakyReluBackward(
      float slope, int n, float[] q, int qo, float[] delta, int deltaOffset, float[] out, int oo);

  /** out = δ·σ(p): softplus′ is σ as by {@link #sigmoid}. */
  void softplusBackward(
      int n, float[] p, int po, float[] delta, int deltaOffset, float[] out, int oo);

  /** out = δ·SiLU′(p) = δ·σ(p)·(1 + p·(1 − σ(p))). */
  void siluBackward(int n, float[] p, int po, float[] delta, int deltaOffset, float[] out, int oo);

  /** out = δ·GELU′(p) = δ·(Φ(p) + p·φ(p)), φ the normal density. */
  void geluBackward(int n, float[] p, int po, float[] delta, int deltaOffset, float[] out, int oo);
}
