package io.github.lanewise.kernel.function;

import static io.github.lanewise.kernel.function.ExpConstants.*;

/** SiLU x·σ(x), and its derivative. */
final class Silu {

  /** Below it x·σ(x) rounds to −0. */
  private static final float UNDERFLOW = -110;

  private Silu() {}

  static Formula value() {
    Value x = Value.X;
    Value limited = x.less(UNDERFLOW).select(UNDERFLOW, x);
    // Tiny x, whose quotient is rounded where it is subnormal, need the first form's bits.
    Value near = x.abs().less(NORMAL);
    Value y = Logistic.any(limited).unscaledWhere(near).under(limited);
    y = near.select(y, Logistic.unscaled(y));
    // It may have overflowed there.
    y = x.atLeast(NORMAL).select(x, y);
    return Formula.within(NORMAL, signed(y), signed(Logistic.normal(x).under(x)));
  }

  /** The remainder of −0 is +0, and so would be the quotient. */
  private static Value signed(Value y) {
    return y.bits().or(Value.X.bits().and(SIGN_BIT)).asFloat();
  }

  /** out = y·f′(x). */
  static Formula timesY() {
    Value minusT = Value.X.minusAbs();
    return Formula.within(
        NORMAL,
        derivativeTimesY(
            Sigmoid.any(minusT), minusT.less(EXP_UNDERFLOW).select(EXP_UNDERFLOW, minusT)),
        derivativeTimesY(Logistic.normal(minusT).inverse(), minusT));
  }

  /** With s = σ(−|x|) and d = s·(1 − |x|·(1 − s)), f′ is d for x &lt; 0, 1 − d for others. */
  private static Value derivativeTimesY(Value s, Value minusT) {
    Value d = s.times(minusT.fma(Value.of(1f).minus(s), 1));
    return Value.X.isNegative().select(d, Value.of(1f).minus(d)).times(Value.Y);
  }
}
