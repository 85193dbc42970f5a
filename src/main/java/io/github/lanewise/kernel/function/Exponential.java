package io.github.lanewise.kernel.function;

import static io.github.lanewise.kernel.function.ExpConstants.C2;
import static io.github.lanewise.kernel.function.ExpConstants.C3;
import static io.github.lanewise.kernel.function.ExpConstants.C4;
import static io.github.lanewise.kernel.function.ExpConstants.C5;
import static io.github.lanewise.kernel.function.ExpConstants.C6;
import static io.github.lanewise.kernel.function.ExpConstants.LN2_HIGH;
import static io.github.lanewise.kernel.function.ExpConstants.LN2_LOW;
import static io.github.lanewise.kernel.function.ExpConstants.LOG2_E;
import static io.github.lanewise.kernel.function.ExpConstants.MANTISSA_BITS;

/**
 * eᵃ = 2ⁿ·eʳ, a = n·ln 2 + r: the part that the functions share.
 *
 * @param shifted a float whose low bits hold n and what the rounder adds to it
 * @param c (eʳ − 1)/r
 * @param high eʳ rounded
 * @param low eʳ − high, nearly
 */
record Exponential(Value shifted, Value r, Value c, Value high, Value low) {

  /**
   * @param rounder 1.5·2²³ and an integer
   */
  static Exponential of(Value a, float rounder) {
    return of(a, null, rounder);
  }

  /** e^(a + more), where {@code more} does not count for n; null for 0. */
  static Exponential of(Value a, Value more, float rounder) {
    Value shifted = a.fma(LOG2_E, rounder);
    Value n = shifted.minus(rounder);
    Value r = n.fma(-LN2_HIGH, a);
    r = more == null ? n.fma(-LN2_LOW, r) : r.plus(n.fma(-LN2_LOW, more));
    Value c = r.polynomial(C2, C3, C4, C5, C6).fma(r, 1);
    Value high = c.fma(r, 1);
    return new Exponential(shifted, r, c, high, c.fma(r, Value.of(1f).minus(high)));
  }

  /** The float whose exponent and sign are the low nine bits of {@link #shifted}. */
  Value power() {
    return shifted.bits().shiftLeft(MANTISSA_BITS).asFloat();
  }
}
