package io.github.lanewise.derivation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kernel.function.ExpConstants;
import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;

/** Derives the constants of {@link ExpConstants} again; {@code docs/functions.md} explains them. */
class ExpPolynomialTest {

  /** ½·ln 2, and what rounding x·log₂e before rounding to n can add for |x| ≤ 104. */
  private static final double HALF_WIDTH = 0.34658;

  /** (eʳ − 1 − r)/r² by a polynomial, so that the relative error of eʳ is least. */
  private static final Remez EXP =
      new Remez(r -> StrictMath.expm1(r) - r, r -> StrictMath.exp(-r), -HALF_WIDTH, HALF_WIDTH, 2);

  /** What {@code docs/functions.md} states for the rounded coefficients: 0.065·2⁻²⁴. */
  private static final double STATED_ERROR = 0.065 * 0x1p-24;

  private static final float[] COMMITTED = {
    ExpConstants.C2, ExpConstants.C3, ExpConstants.C4, ExpConstants.C5, ExpConstants.C6
  };

  @Test
  void theCoefficientsAreTheRoundedMinimaxOnes() {
    double[] exact = EXP.fit(COMMITTED.length - 1).coefficients();
    float[] rounded = new float[exact.length];
    for (int k = 0; k < exact.length; k++) {
      rounded[k] = (float) exact[k];
    }
    assertArrayEquals(COMMITTED, rounded);
  }

  @Test
  void theErrorIsWhatTheDocumentationStates() {
    double error = EXP.largestError(COMMITTED);
    assertTrue(error <= STATED_ERROR, () -> "" + error);
    assertTrue(error > 0.95 * STATED_ERROR, () -> "" + error);
  }

  @Test
  void oneDegreeLessWouldNotDo() {
    assertTrue(EXP.fit(COMMITTED.length - 2).error() > 0x1p-24);
  }

  /** ln 2 = Σ 1/(k·2ᵏ). */
  @Test
  void theConstantsOfTheReductionAreRoundings() {
    BigDecimal ln2 = BigDecimal.ZERO;
    for (int k = 1; k <= 120; k++) {
      BigDecimal denominator = BigDecimal.valueOf(k).multiply(BigDecimal.TWO.pow(k));
      ln2 = ln2.add(BigDecimal.ONE.divide(denominator, new MathContext(40)));
    }
    assertEquals(BigDecimal.ONE.divide(ln2, new MathContext(40)).floatValue(), ExpConstants.LOG2_E);
    int shift = 15;
    float high = ln2.multiply(BigDecimal.TWO.pow(shift)).toBigInteger().floatValue() / (1 << shift);
    assertEquals(high, ExpConstants.LN2_HIGH);
    assertEquals(ln2.subtract(new BigDecimal(high)).floatValue(), ExpConstants.LN2_LOW);
  }

  @Test
  void theAlgorithmFindsWhatIsKnown() {
    // Best line to √x on [¼, 1]: slope 2/3, error 1/48 (by hand from the alternation at ¼, 9/16,
    // 1).
    Remez root = new Remez(StrictMath::sqrt, x -> 1, 0.25, 1, 0);
    Remez.Fit line = root.fit(1);
    assertArrayEquals(new double[] {17.0 / 48, 2.0 / 3}, line.coefficients(), 1e-6);
    assertEquals(1.0 / 48, line.error(), 1e-8);
    assertEquals(line.error(), root.largestError(new float[] {17f / 48, 2f / 3}), 1e-7);
    // 4x³−3x deviates least from 0 among cubics with its leading coefficient.
    Remez cubic = new Remez(x -> 4 * x * x * x, x -> 1, -1, 1, 0);
    assertArrayEquals(new double[] {0, 3, 0}, cubic.fit(2).coefficients(), 1e-6);
  }

  @Test
  void whatHasNoLevelErrorIsRefused() {
    Remez step = new Remez(x -> 0, x -> 1, -1, 1, 0);
    assertThrows(ArithmeticException.class, () -> step.fit(3));
  }
}
