package io.github.lanewise.kernel.function;

import static io.github.lanewise.kernel.function.ExpConstants.*;

/**
 * σ(−t) = z/(1+z), z = e⁻ᵗ, for t ≥ 0, in two forms with the same bits: one for t up to {@link
 * ExpConstants#NORMAL}, where 2ⁿ and the result are normal, and one for all.
 *
 * @param quotient σ(−t)·2⁻ⁿ
 * @param minusPower −2ⁿ
 * @param scale 2ⁿ⁺³², normal for n ≥ −158; null in the first form
 */
record Logistic(Value quotient, Value minusPower, Value scale) {

  private static final int EXTRA = 32;
  private static final float UNSCALE = 0x1p-32f;

  /** t ≤ {@link ExpConstants#NORMAL}. */
  static Logistic normal(Value minusT) {
    Exponential e = Exponential.of(minusT, ROUNDER + BIAS + SIGN_ABOVE_EXPONENT);
    return new Logistic(quotient(e, e.power()), e.power(), null);
  }

  /** t up to 110. */
  static Logistic any(Value minusT) {
    Exponential e = Exponential.of(minusT, ROUNDER + BIAS + EXTRA);
    Value minusPower = e.power().times(-UNSCALE);
    return new Logistic(quotient(e, minusPower), minusPower, e.power());
  }

  private static Value quotient(Exponential e, Value minusPower) {
    Value minusZ = minusPower.times(e.high());
    // q ≈ high/(1+z), then the remainder high + low − q·(1 + z), where high − q is exact.
    Value reciprocal = Value.of(1f).over(Value.of(1f).minus(minusZ));
    Value q = e.high().times(reciprocal);
    Value remainder =
        q.fma(minusZ, e.high().minus(q)).plus(q.fma(minusPower.times(e.low()), e.low()));
    return remainder.fma(reciprocal, q);
  }

  /** factor·2ⁿ, of the second form: rounded only where it is subnormal. */
  Value scaled(Value factor) {
    return factor.times(scale).times(UNSCALE);
  }
}
