package io.github.lanewise.kit;

import io.github.lanewise.Elementwise;
import io.github.lanewise.Matrix;
import io.github.lanewise.kernel.ElementwiseKernels;
import io.github.lanewise.nn.Activation;
import java.util.function.DoubleUnaryOperator;

/** The functions that claim an accuracy, each with its oracle in double. */
public enum Functions {
  EXP(
      Elementwise::exp,
      (kernels, n, x, y) -> kernels.activations().exp(n, x, 0, y, 0),
      StrictMath::exp,
      Elementwise.EXP_ULP),
  LOG(
      Elementwise::log,
      (kernels, n, x, y) -> kernels.activations().log(n, x, 0, y, 0),
      StrictMath::log,
      Elementwise.LOG_ULP),
  SIGMOID(
      Elementwise::sigmoid,
      (kernels, n, x, y) -> kernels.activations().sigmoid(n, x, 0, y, 0),
      Activation.SIGMOID::value,
      Elementwise.SIGMOID_ULP),
  TANH(
      Elementwise::tanh,
      (kernels, n, x, y) -> kernels.activations().tanh(n, x, 0, y, 0),
      StrictMath::tanh,
      Elementwise.TANH_ULP),
  SOFTPLUS(
      Elementwise::softplus,
      (kernels, n, x, y) -> kernels.activations().softplus(n, x, 0, y, 0),
      Activation.SOFTPLUS::value,
      Elementwise.SOFTPLUS_ULP),
  SILU(
      Elementwise::silu,
      (kernels, n, x, y) -> kernels.activations().silu(n, x, 0, y, 0),
      Activation.SILU::value,
      Elementwise.SILU_ULP),
  GELU(
      Elementwise::gelu,
      (kernels, n, x, y) -> kernels.activations().gelu(n, x, 0, y, 0),
      Activation.GELU::value,
      Elementwise.GELU_ULP);

  private interface Operation {
    void run(Matrix x, Matrix y);
  }

  private interface Kernel {
    void run(ElementwiseKernels kernels, int n, float[] x, float[] y);
  }

  private final Operation operation;
  private final Kernel kernel;
  private final DoubleUnaryOperator oracle;
  private final double claimedUlps;

  Functions(Operation operation, Kernel kernel, DoubleUnaryOperator oracle, double claimedUlps) {
    this.operation = operation;
    this.kernel = kernel;
    this.oracle = oracle;
    this.claimedUlps = claimedUlps;
  }

  /** The public operation. */
  public void run(Matrix x, Matrix y) {
    operation.run(x, y);
  }

  /** The kernel of a given engine, on whole arrays. */
  public void run(ElementwiseKernels kernels, float[] x, float[] y) {
    kernel.run(kernels, x.length, x, y);
  }

  public double oracle(double x) {
    return oracle.applyAsDouble(x);
  }

  public double claimedUlps() {
    return claimedUlps;
  }
}
