package io.github.lanewise.kernel.function;

import static io.github.lanewise.kernel.function.ExpConstants.*;
import static io.github.lanewise.kernel.function.LogisticConstants.*;

/**
 * σ(x) = 1/d, d = 1 + e⁻ˣ, in two forms with the same bits: one for |x| &lt; {@link
 * ExpConstants#NORMAL}, where d and 1/d are normal, and one for −{@link #LEAST} and above.
 *
 * @param minusD −d rounded, times {@link #SCALE} in the second form
 * @param minusLow −d − minusD, nearly, scaled alike
 * @param reciprocal 1/d to about 15 bits, over {@link #SCALE} in the second form
 */
record Logistic(Value minusD, Value minusLow, Value reciprocal) {

  /** The second form lets x go as far as this. */
  static final float LEAST = -110;

  /** From here on d is 1 to the bit, and so are the results of the first form. */
  private static final float SATURATION = 30;

  private static final int EXTRA = 40;
  private static final float SCALE = 0x1p-40f;

  /** |x| &lt; {@link ExpConstants#NORMAL}. */
  static Logistic normal(Value x) {
    return of(x, 1, ROUNDER + BIAS + SIGN_ABOVE_EXPONENT);
  }

  /** x from {@link #LEAST} on, or NaN. */
  static Logistic any(Value x) {
    Value limited = x.greater(SATURATION).select(SATURATION, x);
    return of(limited, SCALE, ROUNDER + BIAS + SIGN_ABOVE_EXPONENT - EXTRA);
  }

  /**
   * Signs are such that nothing is negated.
   *
   * @param one what stands for 1 in d
   */
  private static Logistic of(Value x, float one, float rounder) {
    // −x = n·ln 2 + r; d = one + 2ⁿ + 2ⁿ·r·c.
    Value shifted = x.fma(-LOG2_E, rounder);
    Value n = shifted.minus(rounder);
    Value minusR = n.fma(LN2_LOW, n.fma(LN2_HIGH, x));
    Value minusC = minusR.polynomial(C2, -C3, C4, -C5, C6).fma(minusR, -1);
    Value minusPower = shifted.bits().shiftLeft(MANTISSA_BITS).asFloat();
    Value product = minusPower.times(minusR);
    Value minusD = minusC.fma(product, minusPower.minus(one));
    Value minusLow = minusC.fma(product, minusPower.minus(minusD).minus(one));

    Value seed = minusD.bits().intSubtractedFrom(SEED).asFloat();
    Value t = minusD.fma(seed, SHIFT);
    Value reciprocal = seed.times(t.fma(t, BASE));
    return new Logistic(minusD, minusLow, reciprocal);
  }

  /** 1/d. */
  Value inverse() {
    return divide(Value.of(1f), reciprocal);
  }

  /** numerator/d. */
  Value under(Value numerator) {
    return divide(numerator, numerator.times(reciprocal));
  }

  /** The quotient, of which {@code quotient} is the first approximation. */
  private Value divide(Value numerator, Value quotient) {
    Value remainder = minusLow.fma(quotient, minusD.fma(quotient, numerator));
    return remainder.fma(reciprocal, quotient);
  }

  /** The first form where the mask is set, out of the second one. */
  Logistic unscaledWhere(Value mask) {
    Value up = mask.select(1 / SCALE, Value.of(1f));
    Value down = mask.select(SCALE, Value.of(1f));
    return new Logistic(minusD.times(up), minusLow.times(up), reciprocal.times(down));
  }

  /** A quotient of the second form, rounded once more only where it is subnormal. */
  static Value unscaled(Value value) {
    return value.times(SCALE);
  }
}
