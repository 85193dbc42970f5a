package io.github.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lanewise.Gemm;
import io.github.lanewise.Matrix;
import org.junit.jupiter.api.Test;

/**
 * Step 3 of docs/mathematics.md: derivatives of costs by matrices. Each boxed identity is compared
 * with central differences, and with backpropagation in the linear network that has A, or A above
 * B, as its weights.
 */
class Step3MatrixDerivativesTest {

  private static final int M = 3;
  private static final int H = 4;
  private static final int N = 5;

  private final Matrix xRow = Samples.uniform(1, N, 1);
  private final Matrix yRow = Samples.uniform(1, M, 2);
  private final RealMatrix x = RealMatrix.of(xRow).t();
  private final RealMatrix y = RealMatrix.of(yRow).t();

  private final Network single = linear(N, M);
  private final RealMatrix a1 = RealMatrix.of(single.parameters().weights(1));

  private final Network stacked = linear(N, H, M);
  private final RealMatrix b = RealMatrix.of(stacked.parameters().weights(1));
  private final RealMatrix a = RealMatrix.of(stacked.parameters().weights(2));

  private static Network linear(int... widths) {
    NetworkBuilder builder = Network.of(widths[0]);
    for (int l = 1; l < widths.length; l++) {
      builder.denseWithoutBias(widths[l], Activation.IDENTITY);
    }
    return builder.initialise(Initialisation.GLOROT_UNIFORM, 3);
  }

  private Workspace passes(Network net, Cost cost, Matrix label) {
    Workspace workspace = net.workspace(1);
    workspace.forward(xRow);
    workspace.backward(cost, label);
    return workspace;
  }

  /** C = yᵀAx ⇒ ∂C/∂A = yxᵀ. */
  @Test
  void linearForm() {
    Workspace ws = passes(single, Samples.LINEAR, yRow);
    Differences.assertAgree(
        y.times(x.t()),
        Differences.of(v -> y.t().times(v).times(x).scalar(), a1),
        ws.gradient().dW(1));
  }

  /** C = yᵀABx ⇒ ∂C/∂A = yxᵀBᵀ and ∂C/∂B = Aᵀyxᵀ. */
  @Test
  void linearFormOfAProduct() {
    Workspace ws = passes(stacked, Samples.LINEAR, yRow);
    Differences.assertAgree(
        y.times(x.t()).times(b.t()),
        Differences.of(v -> y.t().times(v).times(b).times(x).scalar(), a),
        ws.gradient().dW(2));
    Differences.assertAgree(
        a.t().times(y).times(x.t()),
        Differences.of(v -> y.t().times(a).times(v).times(x).scalar(), b),
        ws.gradient().dW(1));
  }

  /** C = ½xᵀAᵀAx ⇒ ∂C/∂A = Axxᵀ. */
  @Test
  void quadraticForm() {
    Workspace ws = passes(single, Cost.HALF_SQUARED_ERROR, Matrix.zeros(1, M));
    Differences.assertAgree(
        a1.times(x).times(x.t()),
        Differences.of(v -> x.t().times(v.t()).times(v).times(x).scalar() / 2, a1),
        ws.gradient().dW(1));
  }

  /** C = ½xᵀBᵀAᵀABx ⇒ ∂C/∂A = ABxxᵀBᵀ and ∂C/∂B = AᵀABxxᵀ. */
  @Test
  void quadraticFormOfAProduct() {
    Workspace ws = passes(stacked, Cost.HALF_SQUARED_ERROR, Matrix.zeros(1, M));
    Differences.assertAgree(
        a.times(b).times(x).times(x.t()).times(b.t()),
        Differences.of(v -> v.times(b).times(x).halfSquare(), a),
        ws.gradient().dW(2));
    Differences.assertAgree(
        a.t().times(a).times(b).times(x).times(x.t()),
        Differences.of(v -> a.times(v).times(x).halfSquare(), b),
        ws.gradient().dW(1));
  }

  /** C = ½‖ABx − y‖² ⇒ δ₂ = ABx − y, δ₁ = Aᵀδ₂, ∂C/∂A = δ₂(Bx)ᵀ, ∂C/∂B = δ₁xᵀ, ∂C/∂x = Bᵀδ₁. */
  @Test
  void squaredErrorInTermsOfDelta() {
    Workspace ws = passes(stacked, Cost.HALF_SQUARED_ERROR, yRow);
    RealMatrix delta2 = a.times(b).times(x).minus(y);
    RealMatrix delta1 = a.t().times(delta2);
    Differences.assertClose(delta2.t(), ws.delta(2), "δ2");
    Differences.assertClose(delta1.t(), ws.delta(1), "δ1");
    Differences.assertAgree(
        delta2.times(b.times(x).t()),
        Differences.of(v -> v.times(b).times(x).minus(y).halfSquare(), a),
        ws.gradient().dW(2));
    Differences.assertAgree(
        delta1.times(x.t()),
        Differences.of(v -> a.times(v).times(x).minus(y).halfSquare(), b),
        ws.gradient().dW(1));
    Differences.assertAgree(
        b.t().times(delta1).t(),
        Differences.of(v -> a.times(b).times(v.t()).minus(y).halfSquare(), x.t()),
        ws.inputDelta());
  }

  /** A batch, one sample a row: the mean of the outer products δqᵀ is ΔᵀQ, one AᵀB product. */
  @Test
  void theGradientOfABatchIsTheMeanOfItsSamples() {
    int rows = 7;
    Matrix xs = Samples.uniform(rows, N, 4);
    Matrix ys = Samples.uniform(rows, M, 5);
    Workspace ws = stacked.workspace(rows);
    ws.forward(xs);
    ws.backward(Cost.HALF_SQUARED_ERROR, ys);
    Differences.assertClose(
        RealMatrix.of(ws.delta(2)).t().times(RealMatrix.of(ws.q(1))), ws.gradient().dW(2), "ΔᵀQ");
    double[][] mean = new double[M][H];
    Workspace one = stacked.workspace(1);
    for (int s = 0; s < rows; s++) {
      one.forward(xs.rows(s, 1));
      one.backward(Cost.HALF_SQUARED_ERROR, ys.rows(s, 1));
      for (int i = 0; i < M; i++) {
        for (int j = 0; j < H; j++) {
          mean[i][j] += one.gradient().dW(2).get(i, j) / rows;
        }
      }
    }
    Differences.assertClose(new RealMatrix(mean), ws.gradient().dW(2), "mean over samples");
  }

  @Test
  void aPredictionEqualToTheLabelGivesZeroGradient() {
    Workspace ws = stacked.workspace(1);
    Matrix label = ws.forward(xRow).copy();
    assertEquals(0, ws.backward(Cost.HALF_SQUARED_ERROR, label));
    for (float value : ws.gradient().toArray()) {
      assertEquals(0, Math.abs(value));
    }
  }

  /** Without activations W₂₃W₁₂W₀₁ is one matrix, and depth adds nothing. */
  @Test
  void aLinearNetworkCollapsesToOneMatrix() {
    Network deep = linear(N, H, 6, M);
    Parameters w = deep.parameters();
    Matrix w12w01 = Matrix.zeros(6, N);
    Gemm.nn(w.weights(2), w.weights(1), w12w01);
    Network shallow = linear(N, M);
    Gemm.nn(w.weights(3), w12w01, shallow.parameters().weights(1));
    Matrix xs = Samples.uniform(9, N, 6);
    Differences.assertClose(
        RealMatrix.of(deep.predictor().predict(xs)), shallow.predictor().predict(xs), "collapsed");
  }

  /** 1×1 matrices: the chain of step 1, to the bit. */
  @Test
  void widthOneReducesItToStep1() {
    Network chain = Step1LinearChainTest.chain(1.3f, -0.6f);
    Workspace ws = chain.workspace(1);
    ws.forward(Matrix.row(0.7f));
    ws.backward(Samples.LINEAR, Matrix.row(-0.4f));
    assertEquals(-0.4f * (1.3f * 0.7f), ws.gradient().dW(2).get(0, 0));
    assertEquals(-0.6f * -0.4f * 0.7f, ws.gradient().dW(1).get(0, 0));
  }
}
