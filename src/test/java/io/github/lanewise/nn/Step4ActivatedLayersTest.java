package io.github.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lanewise.Matrix;
import io.github.lanewise.kit.Bits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Step 4 of docs/mathematics.md: layers of many units with activations. Each boxed identity is
 * compared with central differences, and with backpropagation in the network that has A, or A above
 * B, as its weights.
 */
class Step4ActivatedLayersTest {

  private static final int M = 3;
  private static final int H = 4;
  private static final int N = 5;

  private final Matrix xRow = Samples.uniform(1, N, 1);
  private final Matrix yRow = Samples.uniform(1, M, 2);
  private final RealMatrix x = RealMatrix.of(xRow).t();
  private final RealMatrix y = RealMatrix.of(yRow).t();

  /** σ₁ of the lower layer and σ₂ of the upper. */
  static Activation[][] activations() {
    return new Activation[][] {
      {Activation.SIGMOID, Activation.TANH},
      {Activation.TANH, Activation.SIGMOID},
      {Activation.RELU, Activation.leakyRelu(0.2f)},
      {Activation.IDENTITY, Activation.SIGMOID},
      {Activation.of("sine", Math::sin, Math::cos), Activation.RELU},
    };
  }

  private static Network single(Activation sigma) {
    return Network.of(N).denseWithoutBias(M, sigma).initialise(Initialisation.GLOROT_UNIFORM, 3);
  }

  private static Network stacked(Activation sigma1, Activation sigma2) {
    return Network.of(N)
        .denseWithoutBias(H, sigma1)
        .denseWithoutBias(M, sigma2)
        .initialise(Initialisation.GLOROT_UNIFORM, 3);
  }

  private static RealMatrix weights(Network net, int l) {
    return RealMatrix.of(net.parameters().weights(l));
  }

  private Workspace passes(Network net, Cost cost, Matrix label) {
    Workspace workspace = net.workspace(1);
    workspace.forward(xRow);
    workspace.backward(cost, label);
    return workspace;
  }

  /** C = yᵀσ(Ax) ⇒ ∂C/∂A = [y ⊙ σ′(Ax)]xᵀ. */
  @ParameterizedTest
  @MethodSource("activations")
  void linearForm(Activation unused, Activation sigma) {
    Network net = single(sigma);
    RealMatrix a = weights(net, 1);
    Workspace ws = passes(net, Samples.LINEAR, yRow);
    Differences.assertAgree(
        y.odot(a.times(x).map(sigma::derivative)).times(x.t()),
        Differences.of(v -> y.t().times(v.times(x).map(sigma::value)).scalar(), a),
        ws.gradient().dW(1));
  }

  /** C = yᵀσ₂(Aσ₁(Bx)) ⇒ ∂C/∂A = [y ⊙ σ₂′]σ₁(Bx)ᵀ and ∂C/∂B = {Aᵀ[y ⊙ σ₂′] ⊙ σ₁′(Bx)}xᵀ. */
  @ParameterizedTest
  @MethodSource("activations")
  void linearFormOfTwoLayers(Activation sigma1, Activation sigma2) {
    Network net = stacked(sigma1, sigma2);
    RealMatrix b = weights(net, 1);
    RealMatrix a = weights(net, 2);
    Workspace ws = passes(net, Samples.LINEAR, yRow);
    RealMatrix p1 = b.times(x);
    RealMatrix q1 = p1.map(sigma1::value);
    RealMatrix delta2 = y.odot(a.times(q1).map(sigma2::derivative));
    RealMatrix delta1 = a.t().times(delta2).odot(p1.map(sigma1::derivative));
    Differences.assertClose(delta2.t(), ws.delta(2), "δ2");
    Differences.assertClose(delta1.t(), ws.delta(1), "δ1");
    Differences.assertAgree(
        delta2.times(q1.t()),
        Differences.of(v -> y.t().times(v.times(q1).map(sigma2::value)).scalar(), a),
        ws.gradient().dW(2));
    Differences.assertAgree(
        delta1.times(x.t()),
        Differences.of(
            v -> y.t().times(a.times(v.times(x).map(sigma1::value)).map(sigma2::value)).scalar(),
            b),
        ws.gradient().dW(1));
  }

  /** C = ½‖σ(Ax)‖² ⇒ ∂C/∂A = [σ(Ax) ⊙ σ′(Ax)]xᵀ. */
  @ParameterizedTest
  @MethodSource("activations")
  void halfSquare(Activation unused, Activation sigma) {
    Network net = single(sigma);
    RealMatrix a = weights(net, 1);
    Workspace ws = passes(net, Cost.HALF_SQUARED_ERROR, Matrix.zeros(1, M));
    RealMatrix p = a.times(x);
    Differences.assertAgree(
        p.map(sigma::value).odot(p.map(sigma::derivative)).times(x.t()),
        Differences.of(v -> v.times(x).map(sigma::value).halfSquare(), a),
        ws.gradient().dW(1));
  }

  /** q₀ = σ₀(x): ∂C/∂x = (Bᵀδ₁) ⊙ σ₀′(x), and σ₀(x) takes the place of x in ∂C/∂B. */
  @ParameterizedTest
  @MethodSource("activations")
  void theInputMayBeActivated(Activation sigma0, Activation sigma1) {
    Network net =
        Network.of(N)
            .inputActivation(sigma0)
            .denseWithoutBias(M, sigma1)
            .initialise(Initialisation.GLOROT_UNIFORM, 3);
    RealMatrix b = weights(net, 1);
    Workspace ws = passes(net, Samples.LINEAR, yRow);
    RealMatrix q0 = x.map(sigma0::value);
    RealMatrix delta1 = y.odot(b.times(q0).map(sigma1::derivative));
    Differences.assertClose(q0.t(), ws.q(0), "q0");
    Differences.assertAgree(
        delta1.times(q0.t()),
        Differences.of(v -> y.t().times(v.times(q0).map(sigma1::value)).scalar(), b),
        ws.gradient().dW(1));
    Differences.assertAgree(
        b.t().times(delta1).odot(x.map(sigma0::derivative)).t(),
        Differences.of(
            v -> y.t().times(b.times(v.t().map(sigma0::value)).map(sigma1::value)).scalar(), x.t()),
        ws.inputDelta());
  }

  /** σ(p) = p computed by the general loops: every term of step 3, to the bit. */
  @Test
  void identityActivationsReduceItToStep3() {
    Activation one = Activation.of("p", p -> p, p -> 1);
    Workspace activated = passes(stacked(one, one), Cost.HALF_SQUARED_ERROR, yRow);
    Workspace linear =
        passes(stacked(Activation.IDENTITY, Activation.IDENTITY), Cost.HALF_SQUARED_ERROR, yRow);
    for (int l = 1; l <= 2; l++) {
      Bits.assertSame(linear.p(l), activated.p(l), "p" + l);
      Bits.assertSame(linear.q(l), activated.q(l), "q" + l);
      Bits.assertSame(linear.delta(l), activated.delta(l), "δ" + l);
      Bits.assertSame(linear.gradient().dW(l), activated.gradient().dW(l), "∂C/∂W" + l);
    }
  }

  @ParameterizedTest
  @MethodSource("activations")
  void aPredictionEqualToTheLabelGivesZeroGradient(Activation sigma1, Activation sigma2) {
    Network net = stacked(sigma1, sigma2);
    Workspace ws = net.workspace(1);
    Matrix label = ws.forward(xRow).copy();
    assertEquals(0, ws.backward(Cost.HALF_SQUARED_ERROR, label));
    for (float value : ws.gradient().toArray()) {
      assertEquals(0, Math.abs(value));
    }
  }

  /** Softmax and its cost in one: where the prediction is the label's distribution, δ = 0. */
  @Test
  void equalLogitsPredictEqualClasses() {
    Network net = Network.of(N).dense(4).zeros();
    Workspace ws = net.workspace(1);
    ws.forward(xRow);
    float c = ws.backward(Cost.SOFTMAX_CROSS_ENTROPY, Matrix.row(0.25f, 0.25f, 0.25f, 0.25f));
    assertEquals(Math.log(4), c, 1e-6);
    assertArrayEquals(new float[4 * N + 4], ws.gradient().toArray());
  }
}
