package io.github.lanewise.kernel;

/**
 * Rules of gradient descent on runs, each one pass over memory: parameters w, gradient g, and what
 * the rule remembers, which is overwritten as w is. No run may overlap another. normal(x) is x, or
 * +0 if |x| &lt; 2⁻¹²⁶. See {@link ElementwiseKernels}.
 */
public interface UpdateKernels {

  /** w = fma(−rate, fma(decay, w, g), w). */
  void decayed(float rate, float decay, int n, float[] w, int wo, float[] g, int go);

  /** v = normal(fma(momentum, v, g)); w = fma(−rate, v, w). */
  void momentum(
      float rate, float momentum, int n, float[] w, int wo, float[] g, int go, float[] v, int vo);

  /** v = normal(fma(momentum, v, g)); w = fma(−rate, fma(momentum, v, g), w). */
  void nesterov(
      float rate, float momentum, int n, float[] w, int wo, float[] g, int go, float[] v, int vo);

  /**
   * m = normal(fma(c, g − m, m)), c = 1 − beta1; v = normal(fma(d, fma(g, g, −v), v)), d = 1 −
   * beta2; w = fma(−rate, fma(decay, w, m/(√v + epsilon)), w).
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
