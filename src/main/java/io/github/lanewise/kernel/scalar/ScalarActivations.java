package io.github.lanewise.kernel.scalar;

import io.github.lanewise.kernel.ActivationKernels;

/** Activations element by element. */
final class ScalarActivations implements ActivationKernels {

  @Override
  public void exp(int n, float[] x, int xo, float[] y, int yo) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = ScalarExp.of(x[xo + i]);
    }
  }

  @Override
  public void sigmoid(int n, float[] x, int xo, float[] y, int yo) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = ScalarSigmoid.of(x[xo + i]);
    }
  }

  @Override
  public void tanh(int n, float[] x, int xo, float[] y, int yo) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = ScalarTanh.of(x[xo + i]);
    }
  }

  /** Math.max takes +0 of the two zeros and keeps NaN, and C2 makes vectors of it. */
  @Override
  public void relu(int n, float[] x, int xo, float[] y, int yo) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Math.max(x[xo + i], 0);
    }
  }

  @Override
  public void leakyRelu(float slope, int n, float[] x, int xo, float[] y, int yo) {
    for (int i = 0; i < n; i++) {
      float p = x[xo + i];
      y[yo + i] = p <= 0 ? slope * p : p;
    }
  }

  @Override
  public void sigmoidDerivative(int n, float[] q, int qo, float[] out, int oo) {
    for (int i = 0; i < n; i++) {
      out[oo + i] = sigmoidDerivative(q[qo + i]);
    }
  }

  @Override
  public void tanhDerivative(int n, float[] q, int qo, float[] out, int oo) {
    for (int i = 0; i < n; i++) {
      out[oo + i] = tanhDerivative(q[qo + i]);
    }
  }

  @Override
  public void leakyReluDerivative(float slope, int n, float[] q, int qo, float[] out, int oo) {
    for (int i = 0; i < n; i++) {
      out[oo + i] = leakyReluDerivative(slope, q[qo + i]);
    }
  }

  @Override
  public void sigmoidBackward(
      int n, float[] q, int qo, float[] delta, int deltaOffset, float[] out, int oo) {
    for (int i = 0; i < n; i++) {
      out[oo + i] = delta[deltaOffset + i] * sigmoidDerivative(q[qo + i]);
    }
  }

  @Override
  public void tanhBackward(
      int n, float[] q, int qo, float[] delta, int deltaOffset, float[] out, int oo) {
    for (int i = 0; i < n; i++) {
      out[oo + i] = delta[deltaOffset + i] * tanhDerivative(q[qo + i]);
    }
  }

  @Override
  public void leakyReluBackward(
      float slope, int n, float[] q, int qo, float[] delta, int deltaOffset, float[] out, int oo) {
    for (int i = 0; i < n; i++) {
      out[oo + i] = delta[deltaOffset + i] * leakyReluDerivative(slope, q[qo + i]);
    }
  }

  private static float sigmoidDerivative(float q) {
    return Math.fma(-q, q, q);
  }

  private static float tanhDerivative(float q) {
    return Math.fma(-q, q, 1);
  }

  private static float leakyReluDerivative(float slope, float q) {
    return q > 0 ? 1 : q <= 0 ? slope : q;
  }
}
