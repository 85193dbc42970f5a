package io.github.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lanewise.Matrix;
import org.junit.jupiter.api.Test;

/**
 * Step 1 of docs/mathematics.md: a chain of numbers p_l = w_l·p_(l−1), which is a network of width
 * 1 without biases and with identity activations. Each product is rounded once by hand and by the
 * library, so that the two chains are equal to the bit.
 */
class Step1LinearChainTest {

  private static final float X = 0.7f;
  private static final float Y = -0.4f;
  private static final float[] W = {1.3f, -0.6f, 0.9f};

  private final Network net = chain(W);
  private final Workspace workspace = net.workspace(1);

  static Network chain(float... weights) {
    NetworkBuilder builder = Network.of(1);
    for (int l = 0; l < weights.length; l++) {
      builder.denseWithoutBias(1, Activation.IDENTITY);
    }
    Network net = builder.zeros();
    net.parameters().set(weights);
    return net;
  }

  @Test
  void forwardChain() {
    workspace.forward(Matrix.row(X));
    float p = X;
    assertEquals(p, workspace.p(0).get(0, 0));
    for (int l = 1; l <= W.length; l++) {
      p = W[l - 1] * p;
      assertEquals(p, workspace.p(l).get(0, 0), "p" + l);
      assertEquals(p, workspace.q(l).get(0, 0), "q" + l);
    }
  }

  @Test
  void backwardChain() {
    float p = workspace.forward(Matrix.row(X)).get(0, 0);
    float c = workspace.backward(Cost.HALF_SQUARED_ERROR, Matrix.row(Y));
    assertEquals((p - Y) * (p - Y) / 2, c);
    float delta = p - Y;
    for (int l = W.length; l >= 1; l--) {
      assertEquals(delta, workspace.delta(l).get(0, 0), "δ" + l);
      float below = workspace.q(l - 1).get(0, 0);
      assertEquals(delta * below, workspace.gradient().dW(l).get(0, 0), "∂C/∂w" + l);
      delta = W[l - 1] * delta;
    }
    assertEquals(delta, workspace.inputDelta().get(0, 0), "δ0 = ∂C/∂x");
  }

  /** ∂C/∂w_l = (w_L…w₁x − y)·w_L…w_(l+1)·w_(l−1)…w₁x. */
  @Test
  void gradientIsTheProductOfAllOthers() {
    workspace.forward(Matrix.row(X));
    workspace.backward(Cost.HALF_SQUARED_ERROR, Matrix.row(Y));
    RealMatrix w = RealMatrix.of(Matrix.row(W));
    RealMatrix differences = Differences.of(Step1LinearChainTest::cost, w);
    for (int l = 1; l <= W.length; l++) {
      double others = X;
      for (int i = 1; i <= W.length; i++) {
        others *= i == l ? 1 : W[i - 1];
      }
      double boxed = residual(w) * others;
      Differences.assertAgree(
          new RealMatrix(new double[][] {{boxed}}),
          new RealMatrix(new double[][] {{differences.rows()[0][l - 1]}}),
          workspace.gradient().dW(l));
    }
  }

  private static double residual(RealMatrix w) {
    double p = X;
    for (double value : w.rows()[0]) {
      p *= value;
    }
    return p - Y;
  }

  private static double cost(RealMatrix w) {
    return residual(w) * residual(w) / 2;
  }

  /** With a bias, p = w·x + b: ∂C/∂b = δ. */
  @Test
  void biasGradientIsDelta() {
    Network biased = Network.of(1).dense(1).dense(1).zeros();
    biased.parameters().set(new float[] {1.3f, 0.2f, -0.6f, -0.1f});
    Workspace ws = biased.workspace(1);
    ws.forward(Matrix.row(X));
    ws.backward(Cost.HALF_SQUARED_ERROR, Matrix.row(Y));
    assertEquals(Math.fma(1.3f, X, 0f) + 0.2f, ws.p(1).get(0, 0));
    for (int l = 1; l <= 2; l++) {
      assertEquals(ws.delta(l).get(0, 0), ws.gradient().db(l).get(0, 0), "∂C/∂b" + l);
    }
  }

  @Test
  void aPredictionEqualToTheLabelGivesZeroGradient() {
    Matrix label = workspace.forward(Matrix.row(X)).copy();
    assertEquals(0, workspace.backward(Cost.HALF_SQUARED_ERROR, label));
    for (float value : workspace.gradient().toArray()) {
      assertEquals(0, Math.abs(value));
    }
  }

  /** W₂₃·W₁₂·W₀₁ as one weight predicts the same; with powers of two, to the bit. */
  @Test
  void aLinearChainCollapses() {
    Matrix x = Matrix.row(X);
    float deep = chain(2f, -0.5f, 4f).predictor().predict(x).get(0, 0);
    assertEquals(deep, chain(-4f).predictor().predict(x).get(0, 0));
  }
}
