package io.github.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradient check passes what is right, every combination of it, and catches what is wrong. */
class GradientCheckTest {

  private static final double TOLERANCE = 1e-3;

  private static final Activation SOFTSIGN =
      Activation.of("softsign", p -> p / (1 + Math.abs(p)), p -> 1 / square(1 + Math.abs(p)));

  private static final Cost QUARTIC =
      Cost.of("quartic", (q, y) -> square(square(q - y)), (q, y) -> 4 * (q - y) * square(q - y));

  /** Not a sum over the outputs, so written against the interface: c = ½(Σq − Σy)². */
  private static final Cost SUMS =
      new Cost() {
        @Override
        public String name() {
          return "sums";
        }

        @Override
        public double ofSample(double[] q, double[] y) {
          return square(difference(q, y)) / 2;
        }

        @Override
        public void gradient(double[] q, double[] y, double[] dq) {
          java.util.Arrays.fill(dq, difference(q, y));
        }

        private static double difference(double[] q, double[] y) {
          double sum = 0;
          for (int j = 0; j < q.length; j++) {
            sum += q[j] - y[j];
          }
          return sum;
        }
      };

  private static double square(double v) {
    return v * v;
  }

  static Stream<Arguments> everyCombination() {
    List<Arguments> all = new ArrayList<>();
    for (Activation sigma :
        List.of(
            Activation.IDENTITY,
            Activation.SIGMOID,
            Activation.TANH,
            Activation.SOFTPLUS,
            Activation.SILU,
            Activation.GELU,
            Activation.RELU,
            Activation.leakyRelu(0.1f),
            SOFTSIGN)) {
      for (Cost cost :
          List.of(
              Cost.HALF_SQUARED_ERROR,
              Cost.SOFTMAX_CROSS_ENTROPY,
              Cost.BINARY_CROSS_ENTROPY,
              QUARTIC,
              SUMS)) {
        for (boolean bias : new boolean[] {true, false}) {
          all.add(Arguments.of(sigma, cost, bias));
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("everyCombination")
  void theLibrarysGradientPasses(Activation sigma, Cost cost, boolean bias) {
    Activation last = cost.takesLogits() ? Activation.IDENTITY : sigma;
    NetworkBuilder builder = Network.of(6).inputActivation(sigma);
    Network net =
        (bias
                ? builder.dense(7, sigma).dense(5, sigma).dense(3, last)
                : builder
                    .denseWithoutBias(7, sigma)
                    .denseWithoutBias(5, sigma)
                    .denseWithoutBias(3, last))
            .initialise(Initialisation.HE_UNIFORM, 8);
    Matrix y = cost.takesLogits() ? Samples.classes(4, 3, 10) : Samples.uniform(4, 3, 10);
    GradientReport report = GradientCheck.of(net, cost).check(Samples.uniform(4, 6, 9), y);
    assertTrue(report.passed(TOLERANCE), report::toString);
    int parameters = 6 * 7 + 7 * 5 + 5 * 3 + (bias ? 7 + 5 + 3 : 0);
    assertEquals(parameters, report.checked());
    assertEquals(2L * parameters, report.forwardPasses());
  }

  private static Network small(Activation sigma) {
    return Network.of(3).dense(4, sigma).dense(2).initialise(Initialisation.GLOROT_NORMAL, 11);
  }

  private static GradientReport report(Network net, Cost cost) {
    return GradientCheck.of(net, cost).check(Samples.uniform(5, 3, 12), Samples.uniform(5, 2, 13));
  }

  @Test
  void aWrongDerivativeIsCaughtBelowItsLayer() {
    Activation wrong = Activation.of("wrong", Math::sin, p -> 1.01 * Math.cos(p));
    GradientReport report = report(small(wrong), Cost.HALF_SQUARED_ERROR);
    assertFalse(report.passed(TOLERANCE));
    assertEquals(1, report.worst().position().layer());
    assertEquals(0.01, report.worst().relativeError(), 2e-3);
  }

  @Test
  void aWrongCostGradientIsCaught() {
    Cost wrong = Cost.of("wrong", (q, y) -> square(q - y), (q, y) -> q - y);
    assertFalse(report(small(Activation.TANH), wrong).passed(TOLERANCE));
  }

  @Test
  void aNaNIsTheWorst() {
    Activation wrong = Activation.of("wrong", Math::sin, p -> p > 0 ? Double.NaN : Math.cos(p));
    GradientReport report = report(small(wrong), Cost.HALF_SQUARED_ERROR);
    assertTrue(Double.isNaN(report.worst().relativeError()), report::toString);
    assertFalse(report.passed(Double.MAX_VALUE));
  }

  /** p = w·x with w = 10⁻⁶: moved by 10⁻⁵ it changes sign. */
  @Test
  void aDifferenceAcrossAKinkIsReportedAndNotJudged() {
    Network net = Network.of(1).dense(1, Activation.RELU).dense(1, Activation.IDENTITY).zeros();
    net.parameters().set(new float[] {1e-6f, 0, 1, 0});
    GradientReport report =
        GradientCheck.of(net, Cost.HALF_SQUARED_ERROR).check(Matrix.row(1), Matrix.row(-1));
    assertEquals(2, report.kinks().size());
    assertTrue(report.kinks().stream().allMatch(e -> e.position().layer() == 1), report::toString);
    assertTrue(report.kinks().getFirst().relativeError() > 0.1, report::toString);
    assertTrue(report.passed(TOLERANCE), report::toString);
    assertTrue(report.toString().contains("2 differences crossed one"), report::toString);
  }

  @Test
  void nothingJudgedIsNothingPassed() {
    Network net = Network.of(1).denseWithoutBias(1, Activation.RELU).zeros();
    net.parameters().set(new float[] {1e-6f});
    GradientReport report =
        GradientCheck.of(net, Cost.HALF_SQUARED_ERROR).check(Matrix.row(1), Matrix.row(1));
    assertNull(report.worst());
    assertFalse(report.passed(1));
    assertTrue(report.toString().contains("every difference crossed a kink"), report::toString);
  }

  @Test
  void aSampleIsSeededAndWithoutRepetition() {
    Network net = small(Activation.TANH);
    GradientCheck check = GradientCheck.of(net, Cost.HALF_SQUARED_ERROR).sample(5, 1);
    Matrix x = Samples.uniform(2, 3, 12);
    Matrix y = Samples.uniform(2, 2, 13);
    GradientReport report = check.check(x, y);
    assertEquals(5, report.checked());
    assertEquals(10, report.forwardPasses());
    assertEquals(26, report.parameters());
    assertEquals(report.worst(), check.check(x, y).worst());
    assertTrue(report.passed(TOLERANCE));
    assertEquals(26, check.sample(100, 1).check(x, y).checked());
  }

  @Test
  void theReportNamesTheWorstAndTheTime() {
    GradientReport report = report(small(Activation.SIGMOID), Cost.HALF_SQUARED_ERROR);
    assertNotNull(report.worst());
    assertTrue(report.numericSeconds() > 0 && report.backwardSeconds() > 0);
    assertTrue(report.forwardSeconds() > 0);
    String text = report.toString();
    assertTrue(text.contains("26 of 26 parameters"), text);
    assertTrue(text.contains("52 forward passes"), text);
    assertTrue(text.contains(report.worst().position().toString()), text);
  }

  @Test
  void theNetworkIsLeftAsItWas() {
    Network net = small(Activation.SIGMOID);
    float[] before = net.parameters().toArray();
    report(net, Cost.HALF_SQUARED_ERROR);
    org.junit.jupiter.api.Assertions.assertArrayEquals(before, net.parameters().toArray());
  }

  @Test
  void badInput() {
    Network net = small(Activation.SIGMOID);
    GradientCheck check = GradientCheck.of(net, Cost.HALF_SQUARED_ERROR);
    assertThrows(IllegalArgumentException.class, () -> check.sample(0, 1));
    assertThrows(IllegalArgumentException.class, () -> check.step(0));
    assertThrows(IllegalArgumentException.class, () -> check.step(Double.NaN));
    assertThrows(
        IllegalArgumentException.class, () -> check.check(Matrix.zeros(0, 3), Matrix.zeros(0, 2)));
    assertThrows(
        IllegalArgumentException.class, () -> check.check(Matrix.zeros(2, 3), Matrix.zeros(2, 3)));
  }
}
