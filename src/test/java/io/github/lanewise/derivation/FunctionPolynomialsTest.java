package io.github.lanewise.derivation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kernel.function.ExpConstants;
import io.github.lanewise.kernel.function.GeluConstants;
import io.github.lanewise.kernel.function.LogConstants;
import io.github.lanewise.kernel.function.Pieces;
import io.github.lanewise.kernel.function.Table;
import io.github.lanewise.kernel.function.TanhConstants;
import io.github.lanewise.nn.Activation;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Derives the polynomials of ln, tanh and GELU again; {@code docs/functions.md} explains them. That
 * of eˣ has {@link ExpPolynomialTest}.
 */
class FunctionPolynomialsTest {

  private static final double DENSITY_AT_0 = 1 / StrictMath.sqrt(2 * StrictMath.PI);

  /** (ln(1+f) − f + ½f²)/f³ on −¼ ≤ f ≤ ½, a hair wider. */
  private static final Remez LOG =
      new Remez(
          f -> StrictMath.log1p(f) - f + f * f / 2,
          f -> 1 / Math.abs(StrictMath.log1p(f)),
          -0.2501,
          0.5,
          3);

  private static final float[] LOG_COMMITTED = {
    LogConstants.L3,
    LogConstants.L4,
    LogConstants.L5,
    LogConstants.L6,
    LogConstants.L7,
    LogConstants.L8,
    LogConstants.L9,
    LogConstants.L10
  };

  /** The largest errors that the documentation states, in 2⁻²⁴. */
  private enum Piecewise {
    /** tanh, relative. */
    TANH(
        new PieceFit(
            StrictMath::tanh,
            t -> 1 / StrictMath.tanh(t),
            TanhConstants.SCALE,
            TanhConstants.SATURATION,
            TanhConstants.DEGREE),
        0.263,
        TanhConstants.pieces()),
    /** t·e^(t²/2)·Φ(−t), relative. */
    GELU(
        new PieceFit(
            t -> t * scaledTail(t),
            t -> 1 / (t * scaledTail(t)),
            GeluConstants.SCALE,
            GeluConstants.UNDERFLOW,
            GeluConstants.TAIL_DEGREE),
        0.178,
        GeluConstants.tail()),
    /** e^(t²/2)·Φ(−t) − t/√(2π), absolute. */
    GELU_SLOPE(
        new PieceFit(
            t -> scaledTail(t) - t * DENSITY_AT_0,
            t -> 1,
            GeluConstants.SCALE,
            GeluConstants.UNDERFLOW,
            GeluConstants.SLOPE_DEGREE),
        0.413,
        GeluConstants.slope());

    private final PieceFit fit;
    private final double statedError;
    private final float[] committed;

    Piecewise(PieceFit fit, double statedError, float[] committed) {
      this.fit = fit;
      this.statedError = statedError;
      this.committed = committed;
    }
  }

  /** e^(t²/2)·Φ(−t). */
  private static double scaledTail(double t) {
    DoubleUnaryOperator gelu = Activation.GELU::value;
    return t == 0 ? 0.5 : StrictMath.exp(t * t / 2) * gelu.applyAsDouble(-t) / -t;
  }

  @Test
  void theCoefficientsOfLnAreTheRoundedMinimaxOnes() {
    double[] exact = LOG.fit(LOG_COMMITTED.length - 1).coefficients();
    float[] rounded = new float[exact.length];
    for (int k = 0; k < exact.length; k++) {
      rounded[k] = (float) exact[k];
    }
    assertArrayEquals(LOG_COMMITTED, rounded);
  }

  @Test
  void theErrorOfLnIsWhatTheDocumentationStates() {
    assertStated(0.124, LOG.largestError(LOG_COMMITTED));
  }

  @ParameterizedTest
  @EnumSource
  void thePiecesAreThoseOfTheFit(Piecewise p) {
    float[] numbers = p.fit.numbers();
    if (p == Piecewise.TANH) {
      float[] first = tanhMinusArgument().row(0, p.fit.beginning(1));
      System.arraycopy(first, 0, numbers, 0, first.length);
    }
    assertArrayEquals(numbers, p.committed, () -> Arrays.toString(numbers));
  }

  @ParameterizedTest
  @EnumSource
  void theErrorOfThePiecesIsWhatTheDocumentationStates(Piecewise p) {
    float[] numbers = p.committed.clone();
    if (p == Piecewise.TANH) {
      // In the first piece tanh adds t.
      numbers[2] += 1;
    }
    assertStated(p.statedError, p.fit.largestError(numbers));
  }

  /** In the first piece, where tanh adds t, the polynomial is what is left. */
  private static PieceFit tanhMinusArgument() {
    return new PieceFit(
        t -> StrictMath.tanh(t) - t,
        t -> 1 / StrictMath.tanh(t),
        TanhConstants.SCALE,
        Piecewise.TANH.fit.beginning(1),
        TanhConstants.DEGREE);
  }

  @Test
  void theFirstPieceOfTanhIsWhereItAddsTheArgument() {
    float end = Pieces.beginning(1);
    assertEquals(end, Math.fma(TanhConstants.FIRST, TanhConstants.SCALE, 1));
    assertTrue(Math.fma(Math.nextDown(TanhConstants.FIRST), TanhConstants.SCALE, 1) < end);
  }

  @Test
  void allArgumentsHavePieces() {
    float beyond = Pieces.beginning(Table.SIZE);
    assertTrue(Math.fma(TanhConstants.SATURATION, TanhConstants.SCALE, 1) < beyond);
    assertTrue(Math.fma(GeluConstants.UNDERFLOW, GeluConstants.SCALE, 1) < beyond);
  }

  @Test
  void ln2IsTwoFloats() {
    assertEquals((double) ExpConstants.LN2_HIGH + ExpConstants.LN2_LOW, StrictMath.log(2), 0x1p-44);
  }

  private static void assertStated(double stated, double error) {
    double found = error * 0x1p24;
    assertTrue(found <= stated, () -> "" + found);
    assertTrue(found > 0.95 * stated, () -> "" + found);
  }
}
