package io.github.lanewise.kernel.function;

import static io.github.lanewise.kernel.ExpConstants.*;

/** eˣ = eʳ·2ⁿ, x = n·ln 2 + r. */
public final class Exp {

  static final float ROUNDER = 0x1.8p23f;

  private Exp() {}

  /** y = eˣ. */
  public static Formula formula() {
    Value x = Value.X;
    Value shifted = x.fma(LOG2_E, EXP_ROUNDER);
    Value p = power(x, shifted.minus(EXP_ROUNDER));

    // Two factors, as 2ⁿ may be no normal float; the second product alone rounds.
    Value exponents = shifted.bits();
    Value half = exponents.shiftRight(1);
    Value first = half.shiftLeft(MANTISSA_BITS).asFloat();
    Value second = exponents.intMinus(half).shiftLeft(MANTISSA_BITS).asFloat();
    Value y = p.times(first).times(second);
    y = x.greater(EXP_OVERFLOW).select(Float.POSITIVE_INFINITY, y);
    y = x.less(EXP_UNDERFLOW).select(0, y);

    // p·2ⁿ by adding n to the exponent of p.
    Value t = x.fma(LOG2_E, ROUNDER);
    Value q = power(x, t.minus(ROUNDER));
    Value common = q.bits().intPlus(t.bits().shiftLeft(MANTISSA_BITS)).asFloat();
    return new Formula(y, x.abs().less(87), common);
  }

  private static Value power(Value x, Value n) {
    Value r = n.fma(-LN2_LOW, n.fma(-LN2_HIGH, x));
    return r.polynomial(C2, C3, C4, C5, C6).fma(r, 1).fma(r, 1);
  }
}
