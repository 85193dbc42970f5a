package io.github.lanewise.derivation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kernel.function.ExpConstants;
import io.github.lanewise.kernel.function.GeluConstants;
import io.github.lanewise.kernel.function.LogConstants;
import io.github.lanewise.kernel.function.TanhConstants;
import io.github.lanewise.nn.Activation;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Derives the polynomials of ln, tanh and GELU again; {@code docs/functions.md} explains them. That
 * of eˣ has {@link ExpPolynomialTest}.
 */
class FunctionPolynomialsTest {

  private static final double C = GeluConstants.SHIFT;

  /** v of t = 14.5, from where on GELU rounds to 0 or x. */
  private static final double V_END = 1 - 2 * C / (GeluConstants.UNDERFLOW + C);

  private static final double DENSITY_AT_0 = 1 / StrictMath.sqrt(2 * StrictMath.PI);

  /** The largest errors that the documentation states, in 2⁻²⁴; relative but for the slope's. */
  private enum Polynomial {
    /** (ln(1+f) − f + ½f²)/f³ on −¼ ≤ f ≤ ½, a hair wider. */
    LOG(
        new Remez(
            f -> StrictMath.log1p(f) - f + f * f / 2,
            f -> 1 / Math.abs(StrictMath.log1p(f)),
            -0.2501,
            0.5,
            3),
        0.124,
        LogConstants.L3,
        LogConstants.L4,
        LogConstants.L5,
        LogConstants.L6,
        LogConstants.L7,
        LogConstants.L8,
        LogConstants.L9,
        LogConstants.L10),
    /** (tanh t/t − 1)/t² in terms of t², t ≤ 1. */
    TANH(
        new Remez(s -> overArgument(s) - 1, s -> 1 / overArgument(s), 0, 1, 1),
        0.094,
        TanhConstants.T0,
        TanhConstants.T1,
        TanhConstants.T2,
        TanhConstants.T3,
        TanhConstants.T4,
        TanhConstants.T5,
        TanhConstants.T6),
    /** e^(t²/2)·Φ(−t)/u. */
    GELU(
        new Remez(v -> scaledTail(t(v)) / (1 - v), v -> (1 - v) / scaledTail(t(v)), -1, V_END, 0),
        0.176,
        GeluConstants.P0,
        GeluConstants.P1,
        GeluConstants.P2,
        GeluConstants.P3,
        GeluConstants.P4,
        GeluConstants.P5,
        GeluConstants.P6,
        GeluConstants.P7,
        GeluConstants.P8,
        GeluConstants.P9),
    /** The derivative of ln(e^(t²/2)·Φ(−t)) by v, over 2c. */
    GELU_SLOPE(
        new Remez(
            v -> (t(v) - DENSITY_AT_0 / scaledTail(t(v))) * square((t(v) + C) / 2 / C),
            v -> 1,
            -1,
            V_END,
            0),
        0.026 * 0x1p24,
        GeluConstants.S0,
        GeluConstants.S1);

    private final Remez remez;
    private final double statedError;
    private final float[] committed;

    Polynomial(Remez remez, double statedError, float... committed) {
      this.remez = remez;
      this.statedError = statedError;
      this.committed = committed;
    }
  }

  private static double overArgument(double square) {
    double t = Math.sqrt(square);
    return t == 0 ? 1 : StrictMath.tanh(t) / t;
  }

  private static double t(double v) {
    return Math.max(0, 2 * C / (1 - v) - C);
  }

  /** e^(t²/2)·Φ(−t). */
  private static double scaledTail(double t) {
    DoubleUnaryOperator gelu = Activation.GELU::value;
    return t == 0 ? 0.5 : StrictMath.exp(t * t / 2) * gelu.applyAsDouble(-t) / -t;
  }

  private static double square(double x) {
    return x * x;
  }

  @ParameterizedTest
  @EnumSource
  void theCoefficientsAreTheRoundedMinimaxOnes(Polynomial p) {
    double[] exact = p.remez.fit(p.committed.length - 1).coefficients();
    float[] rounded = new float[exact.length];
    for (int k = 0; k < exact.length; k++) {
      rounded[k] = (float) exact[k];
    }
    assertArrayEquals(p.committed, rounded);
  }

  @ParameterizedTest
  @EnumSource
  void theErrorIsWhatTheDocumentationStates(Polynomial p) {
    double error = p.remez.largestError(p.committed) * 0x1p24;
    assertTrue(error <= p.statedError, () -> "" + error);
    assertTrue(error > 0.95 * p.statedError, () -> "" + error);
  }

  @Test
  void halfOfLn2AndTheDensityAreRoundings() {
    assertEquals((float) (StrictMath.log(2) / 2), TanhConstants.HALF_LN2);
    assertEquals((float) DENSITY_AT_0, GeluConstants.DENSITY_AT_0);
    assertEquals((double) ExpConstants.LN2_HIGH + ExpConstants.LN2_LOW, StrictMath.log(2), 0x1p-44);
  }

  /** Then v = 1 − u, with u no smaller than ½, is exact. */
  @Test
  void theShiftIsAboveAThirdOfTheRange() {
    assertTrue(3 * GeluConstants.SHIFT > GeluConstants.UNDERFLOW);
  }
}
