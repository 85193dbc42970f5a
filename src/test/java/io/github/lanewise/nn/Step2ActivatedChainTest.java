package io.github.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lanewise.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Step 2 of docs/mathematics.md: a chain of numbers with activations, q₀ = σ₀(x), p_l =
 * w_l·q_(l−1), q_l = σ_l(p_l), which is a network of width 1 without biases.
 */
class Step2ActivatedChainTest {

  private static final float X = 0.7f;
  private static final float Y = -0.4f;
  private static final float[] W = {1.3f, 0.6f, 0.9f};

  /** The chain by hand, in double. */
  private record Chain(double[] p, double[] q, double[] delta, double[] gradient) {

    static Chain of(Activation[] sigma, double[] w) {
      int depth = w.length;
      Chain chain =
          new Chain(
              new double[depth + 1],
              new double[depth + 1],
              new double[depth + 1],
              new double[depth + 1]);
      chain.p[0] = X;
      chain.q[0] = sigma[0].value(X);
      for (int l = 1; l <= depth; l++) {
        chain.p[l] = w[l - 1] * chain.q[l - 1];
        chain.q[l] = sigma[l].value(chain.p[l]);
      }
      chain.delta[depth] = (chain.q[depth] - Y) * sigma[depth].derivative(chain.p[depth]);
      for (int l = depth; l >= 1; l--) {
        chain.gradient[l] = chain.delta[l] * chain.q[l - 1];
        chain.delta[l - 1] = w[l - 1] * chain.delta[l] * sigma[l - 1].derivative(chain.p[l - 1]);
      }
      return chain;
    }
  }

  static Activation[][] chains() {
    return new Activation[][] {
      {Activation.SIGMOID, Activation.SIGMOID, Activation.SIGMOID, Activation.SIGMOID},
      {Activation.IDENTITY, Activation.TANH, Activation.SIGMOID, Activation.IDENTITY},
      {Activation.TANH, Activation.RELU, Activation.leakyRelu(0.1f), Activation.TANH},
      {
        Activation.of("sine", Math::sin, Math::cos),
        Activation.IDENTITY,
        Activation.of("square", p -> p * p, p -> 2 * p),
        Activation.SIGMOID
      },
    };
  }

  private static Network network(Activation... sigma) {
    NetworkBuilder builder = Network.of(1).inputActivation(sigma[0]);
    for (int l = 1; l < sigma.length; l++) {
      builder.denseWithoutBias(1, sigma[l]);
    }
    Network net = builder.zeros();
    net.parameters().set(W);
    return net;
  }

  @ParameterizedTest
  @MethodSource("chains")
  void theChainsAgreeTermByTerm(Activation s0, Activation s1, Activation s2, Activation s3) {
    Activation[] sigma = {s0, s1, s2, s3};
    Chain chain = Chain.of(sigma, doubles(W));
    Workspace workspace = network(sigma).workspace(1);
    workspace.forward(Matrix.row(X));
    float c = workspace.backward(Cost.HALF_SQUARED_ERROR, Matrix.row(Y));
    assertTerm((chain.q[3] - Y) * (chain.q[3] - Y) / 2, c, "C");
    for (int l = 0; l <= 3; l++) {
      assertTerm(chain.p[l], workspace.p(l).get(0, 0), "p" + l);
      assertTerm(chain.q[l], workspace.q(l).get(0, 0), "q" + l);
      if (l > 0) {
        assertTerm(chain.delta[l], workspace.delta(l).get(0, 0), "δ" + l);
        assertTerm(chain.gradient[l], workspace.gradient().dW(l).get(0, 0), "∂C/∂w" + l);
      }
    }
    assertTerm(chain.delta[0], workspace.inputDelta().get(0, 0), "δ0");
  }

  @ParameterizedTest
  @MethodSource("chains")
  void theHandWrittenGradientIsTheCentralDifference(
      Activation s0, Activation s1, Activation s2, Activation s3) {
    Activation[] sigma = {s0, s1, s2, s3};
    RealMatrix differences =
        Differences.of(
            w -> {
              double q = Chain.of(sigma, w.rows()[0]).q[3];
              return (q - Y) * (q - Y) / 2;
            },
            RealMatrix.of(Matrix.row(W)));
    double[] gradient = Chain.of(sigma, doubles(W)).gradient;
    for (int l = 1; l <= 3; l++) {
      assertEquals(gradient[l], differences.rows()[0][l - 1], 1e-9, "∂C/∂w" + l);
    }
  }

  /** Some roundings of float, relative to the term. */
  private static void assertTerm(double expected, float actual, String what) {
    assertEquals(expected, actual, 3e-6 * Math.abs(expected), what);
  }

  private static double[] doubles(float[] values) {
    return RealMatrix.of(Matrix.row(values)).rows()[0];
  }

  /** σ(p) = p computed by the general loops: every term of step 1, to the bit. */
  @Test
  void identityActivationsReduceItToStep1() {
    Activation one = Activation.of("p", p -> p, p -> 1);
    Workspace activated = network(one, one, one, one).workspace(1);
    Workspace linear = Step1LinearChainTest.chain(W).workspace(1);
    for (Workspace workspace : new Workspace[] {activated, linear}) {
      workspace.forward(Matrix.row(X));
      workspace.backward(Cost.HALF_SQUARED_ERROR, Matrix.row(Y));
    }
    for (int l = 1; l <= 3; l++) {
      assertEquals(linear.p(l).get(0, 0), activated.p(l).get(0, 0));
      assertEquals(linear.q(l).get(0, 0), activated.q(l).get(0, 0));
      assertEquals(linear.delta(l).get(0, 0), activated.delta(l).get(0, 0));
    }
    assertArrayEquals(linear.gradient().toArray(), activated.gradient().toArray());
    assertEquals(linear.inputDelta().get(0, 0), activated.inputDelta().get(0, 0));
  }

  @Test
  void aPredictionEqualToTheLabelGivesZeroGradient() {
    Activation s = Activation.SIGMOID;
    Workspace workspace = network(s, s, s, s).workspace(1);
    Matrix label = workspace.forward(Matrix.row(X)).copy();
    assertEquals(0, workspace.backward(Cost.HALF_SQUARED_ERROR, label));
    assertArrayEquals(new float[3], workspace.gradient().toArray());
  }
}
