package io.github.lanewise.kernel;

/** Arithmetic on runs. See {@link ElementwiseKernels}. */
public interface ArithmeticKernels {

  /** z = x·y. */
  void multiply(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo);

  /** z = x + y. */
  void add(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo);

  /** z = x − y. */
  void subtract(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo);

  /** y = fma(alpha, x, y). */
  void axpy(float alpha, int n, float[] x, int xo, float[] y, int yo);

  /** y = alpha·x. */
  void scale(float alpha, int n, float[] x, int xo, float[] y, int yo);

  /** y = x − shift. */
  void shift(float shift, int n, float[] x, int xo, float[] y, int yo);

  /** y = x/divisor. */
  void divide(float divisor, int n, float[] x, int xo, float[] y, int yo);
}
