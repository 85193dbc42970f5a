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
    Value y = Logistic.unscaled(Logistic.any(limited).times(limited));
    // It may have overflowed there.
    y = x.atLeast(NORMAL).select(x, y);
    return Formula.within(NORMAL, y, Logistic.normal(x).times(x));
  }

  /** out = y·f′(x). */
  static Formula timesY() {
    Value minusT = Value.X.minusAbs();
    return Formula.within(
        NORMAL,
        derivativeTimesY(
            Sigmoid.any(minusT), minusT.less(EXP_UNDERFLOW).select(EXP_UNDERFLOW, minusT)),
        derivativeTimesY(Logistic.normal(minusT).sigmoid(), minusT));
  }

  /** With s = σ(−|x|) and d = s·(1 − |x|·(1 − s)), f′ is d for x &lt; 0, 1 − d for others. */
  private static Value derivativeTimesY(Value s, Value minusT) {
    Value d = s.times(minusT.fma(Value.of(1f).minus(s), 1));
    return Value.X.isNegative().select(d, Value.of(1f).minus(d)).times(Value.Y);
  }
}
