package io.github.lanewise.kernel.function;

import static io.github.lanewise.kernel.function.ExpConstants.*;

/** SiLU x·σ(x) = max(x, 0) − |x|·σ(−|x|), and its derivative. */
final class Silu {

  /** Below it x·σ(x) rounds to −0. */
  private static final float UNDERFLOW = -110;

  private Silu() {}

  static Formula value() {
    Value x = Value.X;
    Value minusT = x.minusAbs();
    Logistic normal = Logistic.normal(minusT);
    Value common =
        x.abs().times(normal.quotient()).fma(normal.minusPower(), x.minusZeroIfNegative());

    Value clamped = minusT.less(UNDERFLOW).select(UNDERFLOW, minusT);
    Logistic any = Logistic.any(clamped);
    Value product = clamped.negated().times(any.quotient());
    Value y =
        x.isNegative().select(any.scaled(product).negated(), product.fma(any.minusPower(), x));
    return new Formula(y, x.abs().less(NORMAL), common);
  }

  /**
   * out = y·f′(x). With s = σ(−|x|) and d = s·(1 − |x|·(1 − s)), f′ is d for x &lt; 0, 1 − d for
   * others.
   */
  static Formula timesY() {
    Value x = Value.X;
    Value minusT = x.minusAbs();
    minusT = minusT.less(EXP_UNDERFLOW).select(EXP_UNDERFLOW, minusT);
    Logistic l = Logistic.any(minusT);
    Value s = l.scaled(l.quotient());
    Value d = s.times(minusT.fma(Value.of(1f).minus(s), 1));
    return new Formula(x.isNegative().select(d, Value.of(1f).minus(d)).times(Value.Y));
  }
}
