package io.github.lanewise.kernel;

/**
 * Rules of gradient descent on runs, each one pass over memory: parameters w, gradient g, and what
 * the rule remembers, which is overwritten as w is. No run may overlap another. See {@link
 * ElementwiseKernels}.
 */
public interface UpdateKernels {

  /** w = fma(−rate, fma(decay, w, g), w). */
  void decayed(float rate, float decay, int n, float[] w, int wo, float[] g, int go);

  /** v = fma(momentum, v, g); w = fma(−rate, v, w). */
  void momentum(
      float rate, float momentum, int n, float[] w, int wo, float[] g, int go, float[] v, int vo);

  /** v = fma(momentum, v, g); w = fma(−rate, fma(momentum, v, g), w). */
  void nesterov(
      float rate, float momentum, int n, float[] w, int wo, float[] g, int go, float[] v, int vo);

  /**
   * m = fma(c, g − m, m) with c = 1 − beta1; v = fma(d, fma(g, g, −v), v) with d = 1 − beta2; w =
   * fma(−rate, fma(decay, w, m/(√v + epsilon)), w).
   */
  void adam(
      float rate,
      float decay,
      float beta1,
      float beta2,
      float epsilon,
      int n,
      float[] w,
      int wo,
      float[] g,
      int go,
      float[] m,
      int mo,
      float[] v,
      int vo);
}
