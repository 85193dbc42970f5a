package io.github.lanewise.kernel.function;

import static io.github.lanewise.kernel.function.ElementFunction.*;

import io.github.lanewise.kernel.ActivationKernels;

/** Activations by an engine's loops. */
public record EmittedActivations(Loops<ElementFunction, Loop> loops) implements ActivationKernels {

  @Override
  public void exp(int n, float[] x, int xo, float[] y, int yo) {
    loops.get(EXP).run(n, x, xo, y, yo);
  }

  @Override
  public void log(int n, float[] x, int xo, float[] y, int yo) {
    loops.get(LOG).run(n, x, xo, y, yo);
  }

  @Override
  public void sigmoid(int n, float[] x, int xo, float[] y, int yo) {
    loops.get(SIGMOID).run(n, x, xo, y, yo);
  }

  @Override
  public void tanh(int n, float[] x, int xo, float[] y, int yo) {
    loops.get(TANH).run(n, x, xo, y, yo);
  }

  @Override
  public void softplus(int n, float[] x, int xo, float[] y, int yo) {
    loops.get(SOFTPLUS).run(n, x, xo, y, yo);
  }

  @Override
  public void silu(int n, float[] x, int xo, float[] y, int yo) {
    loops.get(SILU).run(n, x, xo, y, yo);
  }

  @Override
  public void gelu(int n, float[] x, int xo, float[] y, int yo) {
    loops.get(GELU).run(n, x, xo, y, yo);
  }

  @Override
  public void relu(int n, float[] x, int xo, float[] y, int yo) {
    loops.get(RELU).run(n, x, xo, y, yo);
  }

  @Override
  public void leakyRelu(float slope, int n, float[] x, int xo, float[] y, int yo) {
    loops.get(LEAKY_RELU).run(slope, n, x, xo, x, xo, y, yo);
  }

  @Override
  public void sigmoidDerivative(int n, float[] q, int qo, float[] out, int oo) {
    loops.get(SIGMOID_DERIVATIVE).run(n, q, qo, out, oo);
  }

  @Override
  public void tanhDerivative(int n, float[] q, int qo, float[] out, int oo) {
    loops.get(TANH_DERIVATIVE).run(n, q, qo, out, oo);
  }

  @Override
  public void leakyReluDerivative(float slope, int n, float[] q, int qo, float[] out, int oo) {
    loops.get(LEAKY_RELU_DERIVATIVE).run(slope, n, q, qo, q, qo, out, oo);
  }

  @Override
  public void sigmoidBackward(
      int n, float[] q, int qo, float[] delta, int deltaOffset, float[] out, int oo) {
    loops.get(SIGMOID_BACKWARD).run(0, n, q, qo, delta, deltaOffset, out, oo);
  }

  @Override
  public void tanhBackward(
      int n, float[] q, int qo, float[] delta, int deltaOffset, float[] out, int oo) {
    loops.get(TANH_BACKWARD).run(0, n, q, qo, delta, deltaOffset, out, oo);
  }

  @Override
  public void softplusBackward(
      int n, float[] p, int po, float[] delta, int deltaOffset, float[] out, int oo) {
    loops.get(SOFTPLUS_BACKWARD).run(0, n, p, po, delta, deltaOffset, out, oo);
  }

  @Override
  public void siluBackward(
      int n, float[] p, int po, float[] delta, int deltaOffset, float[] out, int oo) {
    loops.get(SILU_BACKWARD).run(0, n, p, po, delta, deltaOffset, out, oo);
  }

  @Override
  public void geluBackward(
      int n, float[] p, int po, float[] delta, int deltaOffset, float[] out, int oo) {
    loops.get(GELU_BACKWARD).run(0, n, p, po, delta, deltaOffset, out, oo);
  }

  @Override
  public void leakyReluBackward(
      float slope, int n, float[] q, int qo, float[] delta, int deltaOffset, float[] out, int oo) {
    loops.get(LEAKY_RELU_BACKWARD).run(slope, n, q, qo, delta, deltaOffset, out, oo);
  }
}
