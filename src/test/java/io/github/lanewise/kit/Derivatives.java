package io.github.lanewise.kit;

import io.github.lanewise.Elementwise;
import io.github.lanewise.kernel.ElementwiseKernels;
import io.github.lanewise.nn.Activation;

/** The derivatives that need p and claim an accuracy, each with its oracle in double. */
public enum Derivatives {
  SILU(
      (kernels, n, p, delta, out) -> kernels.activations().siluBackward(n, p, 0, delta, 0, out, 0),
      Activation.SILU,
      Elementwise.SILU_DERIVATIVE_U),
  GELU(
      (kernels, n, p, delta, out) -> kernels.activations().geluBackward(n, p, 0, delta, 0, out, 0),
      Activation.GELU,
      Elementwise.GELU_DERIVATIVE_U);

  private interface Kernel {
    void run(ElementwiseKernels kernels, int n, float[] p, float[] delta, float[] out);
  }

  private final Kernel kernel;
  private final Activation activation;
  private final double claimed;

  Derivatives(Kernel kernel, Activation activation, double claimed) {
    this.kernel = kernel;
    this.activation = activation;
    this.claimed = claimed;
  }

  /** out = delta ⊙ f′(p) by the kernel of a given engine, on whole arrays. */
  public void run(ElementwiseKernels kernels, float[] p, float[] delta, float[] out) {
    kernel.run(kernels, p.length, p, delta, out);
  }

  public double oracle(double p) {
    return activation.derivative(p);
  }

  /** The largest error of f′, in u = 2⁻²⁴. */
  public double claimed() {
    return claimed;
  }
}
