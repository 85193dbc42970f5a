package io.github.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.Matrix;
import io.github.lanewise.kit.Bits;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scalar form of every activation and its matrix form are one function. */
class ActivationTest {

  private static final double ULPS = 3 * 0x1p-24;

  static List<Activation> builtIn() {
    return List.of(
        Activation.IDENTITY,
        Activation.SIGMOID,
        Activation.TANH,
        Activation.RELU,
        Activation.SOFTPLUS,
        Activation.SILU,
        Activation.GELU,
        Activation.leakyRelu(0.01f),
        Activation.leakyRelu(0));
  }

  private static Matrix points() {
    Matrix p = Matrix.zeros(3, 67);
    for (int j = 0; j < 67; j++) {
      p.set(0, j, (j - 33) / 4f);
      p.set(1, j, (j - 33) / 64f);
      p.set(2, j, Math.scalb(j % 2 == 0 ? 1f : -1f, j - 50));
    }
    p.set(2, 66, -0f);
    return p;
  }

  @ParameterizedTest
  @MethodSource("builtIn")
  void matrixFormsAgreeWithScalarForms(Activation sigma) {
    Matrix p = points();
    Matrix q = Matrix.zeros(3, 67);
    Matrix out = Matrix.zeros(3, 67);
    Matrix delta = Samples.uniform(3, 67, 1);
    sigma.apply(p, q);
    sigma.backward(p, q, delta, out);
    for (int i = 0; i < p.rows(); i++) {
      for (int j = 0; j < p.columns(); j++) {
        double v = p.get(i, j);
        double value = sigma.value(v);
        assertEquals(value, q.get(i, j), ULPS * Math.abs(value) + Float.MIN_VALUE, "σ(" + v + ")");
        // q(1−q) and 1−q² of a rounded q lose what lies below u near saturation.
        double expected = delta.get(i, j) * sigma.derivative(v);
        assertEquals(
            expected,
            out.get(i, j),
            ULPS * (Math.abs(expected) + Math.abs(delta.get(i, j))),
            "σ′(" + v + ")");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("builtIn")
  void scalarDerivativesAreTheCentralDifferences(Activation sigma) {
    for (double p = -8.05; p < 8.1; p += 0.1) {
      double difference = (sigma.value(p + 1e-5) - sigma.value(p - 1e-5)) / 2e-5;
      assertEquals(difference, sigma.derivative(p), 1e-9, sigma.name() + "′(" + p + ")");
    }
  }

  @ParameterizedTest
  @MethodSource("builtIn")
  void bothFormsMayWorkInPlace(Activation sigma) {
    Matrix p = points();
    Matrix q = Matrix.zeros(3, 67);
    sigma.apply(p, q);
    Matrix inPlace = p.copy();
    sigma.apply(inPlace, inPlace);
    Bits.assertSame(q, inPlace, "apply");
    Matrix delta = Samples.uniform(3, 67, 1);
    Matrix out = Matrix.zeros(3, 67);
    sigma.backward(p, q, delta, out);
    sigma.backward(p, q, delta, delta);
    Bits.assertSame(out, delta, "backward");
  }

  @ParameterizedTest
  @MethodSource("builtIn")
  void nanPropagates(Activation sigma) {
    Matrix q = Matrix.zeros(1, 1);
    sigma.apply(Matrix.row(Float.NaN), q);
    assertTrue(Float.isNaN(q.get(0, 0)));
  }

  @Test
  void onlyReluAndItsKinHaveAKink() {
    for (Activation sigma : builtIn()) {
      assertEquals(
          sigma.name().toLowerCase(Locale.ROOT).contains("relu"),
          sigma.hasKinkBetween(-1, 1),
          sigma.name());
      assertEquals(false, sigma.hasKinkBetween(1, 2));
      assertEquals(false, sigma.hasKinkBetween(-1, -2));
    }
  }

  @Test
  void aSlopeThatWouldHideTheSignIsRefused() {
    for (float slope : new float[] {-0.1f, Float.NaN, Float.POSITIVE_INFINITY}) {
      assertThrows(IllegalArgumentException.class, () -> Activation.leakyRelu(slope));
    }
  }

  @Test
  void anOwnActivationNeedsBothFunctions() {
    assertThrows(NullPointerException.class, () -> Activation.of("half", Math::sin, null));
    assertEquals("sine", Activation.of("sine", Math::sin, Math::cos).name());
  }
}
