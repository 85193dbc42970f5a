package io.github.lanewise.kit;

import static io.github.lanewise.Elementwise.*;

import io.github.lanewise.Matrix;
import io.github.lanewise.kernel.ElementwiseKernels;
import io.github.lanewise.kernel.scalar.ScalarEngine;

/**
 * The operations that treat every element alike, each with its definition for one element. The
 * functions, which have no short one, are in {@link Functions}; the definition of a derivative
 * without a short one is the scalar engine's, whose accuracy is tested on its own.
 */
public enum Elements {
  COPY((p, x, y, z) -> copy(x, z), (p, x, y) -> x),
  RELU((p, x, y, z) -> relu(x, z), (p, x, y) -> x <= 0 ? 0 : x),
  LEAKY_RELU((p, x, y, z) -> leakyRelu(p, x, z), (p, x, y) -> x <= 0 ? p * x : x),
  SIGMOID_DERIVATIVE((p, x, y, z) -> sigmoidDerivative(x, z), (p, x, y) -> Math.fma(-x, x, x)),
  TANH_DERIVATIVE((p, x, y, z) -> tanhDerivative(x, z), (p, x, y) -> Math.fma(-x, x, 1)),
  RELU_DERIVATIVE((p, x, y, z) -> reluDerivative(x, z), (p, x, y) -> step(0, x)),
  LEAKY_RELU_DERIVATIVE((p, x, y, z) -> leakyReluDerivative(p, x, z), (p, x, y) -> step(p, x)),
  SIGMOID_BACKWARD((p, x, y, z) -> sigmoidBackward(x, y, z), (p, x, y) -> Math.fma(-x, x, x) * y),
  TANH_BACKWARD((p, x, y, z) -> tanhBackward(x, y, z), (p, x, y) -> Math.fma(-x, x, 1) * y),
  RELU_BACKWARD((p, x, y, z) -> reluBackward(x, y, z), (p, x, y) -> step(0, x) * y),
  LEAKY_RELU_BACKWARD((p, x, y, z) -> leakyReluBackward(p, x, y, z), (p, x, y) -> step(p, x) * y),
  SOFTPLUS_BACKWARD((p, x, y, z) -> softplusBackward(x, y, z), (p, x, y) -> scalarSigmoid(x) * y),
  SILU_BACKWARD((p, x, y, z) -> siluBackward(x, y, z), (p, x, y) -> scalar(Derivatives.SILU, x, y)),
  GELU_BACKWARD((p, x, y, z) -> geluBackward(x, y, z), (p, x, y) -> scalar(Derivatives.GELU, x, y)),
  MULTIPLY((p, x, y, z) -> multiply(x, y, z), (p, x, y) -> x * y),
  ADD((p, x, y, z) -> add(x, y, z), (p, x, y) -> x + y),
  SUBTRACT((p, x, y, z) -> subtract(x, y, z), (p, x, y) -> x - y),
  SCALE((p, x, y, z) -> scale(p, x, z), (p, x, y) -> p * x),
  HALF_SQUARED_ERROR((p, x, y, z) -> halfSquaredError(x, y, z), (p, x, y) -> x - y);

  /** Apart, as the constants of an enum come before its static fields. */
  private static final class Scalar {
    static final ElementwiseKernels KERNELS = new ScalarEngine().elementwise();
  }

  private interface Operation {
    void run(float parameter, Matrix x, Matrix y, Matrix z);
  }

  private interface Definition {
    float of(float parameter, float x, float y);
  }

  private final Operation operation;
  private final Definition definition;

  Elements(Operation operation, Definition definition) {
    this.operation = operation;
    this.definition = definition;
  }

  private static float step(float slope, float q) {
    return Float.isNaN(q) ? q : q > 0 ? 1 : slope;
  }

  private static float scalarSigmoid(float p) {
    float[] out = new float[1];
    Functions.SIGMOID.run(Scalar.KERNELS, new float[] {p}, out);
    return out[0];
  }

  private static float scalar(Derivatives derivative, float p, float delta) {
    float[] out = new float[1];
    derivative.run(Scalar.KERNELS, new float[] {p}, new float[] {delta}, out);
    return out[0];
  }

  /** z from x and, where the operation has a second input, y. */
  public void run(float parameter, Matrix x, Matrix y, Matrix z) {
    operation.run(parameter, x, y, z);
  }

  /** What z must be, bit for bit. */
  public Matrix expected(float parameter, Matrix x, Matrix y) {
    Matrix z = Matrix.zeros(x.rows(), x.columns());
    for (int i = 0; i < x.rows(); i++) {
      for (int j = 0; j < x.columns(); j++) {
        z.set(i, j, definition.of(parameter, x.get(i, j), y.get(i, j)));
      }
    }
    return z;
  }
}
