package io.github.lanewise.kernel.function;

import static io.github.lanewise.kernel.function.ExpConstants.*;

/** ln(1+eˣ) = max(x, 0) + ln(1+z), z = e⁻|x|; ln(1+z) = ln 2 + ln(1 + ½(z−1)) where z is large. */
final class Softplus {

  /** Above it ln(1+eˣ) rounds to x. */
  private static final float LINEAR = 32;

  private static final float UNSCALE = 0x1p-32f;

  private Softplus() {}

  static Formula value() {
    Value x = Value.X;
    Value minusT = x.minusAbs();
    Exponential normal = Exponential.of(minusT, ROUNDER + BIAS);
    Value common = of(x, normal.high().times(normal.power()), normal.low().times(normal.power()));

    Value clamped = minusT.less(EXP_UNDERFLOW).select(EXP_UNDERFLOW, minusT);
    Exponential any = Exponential.of(clamped, ROUNDER + BIAS + 32);
    Value z = any.high().times(any.power()).times(UNSCALE);
    Value y = of(x, z, any.low().times(any.power().times(UNSCALE)));
    return Formula.within(NORMAL, x.greater(LINEAR).select(x, y), common);
  }

  private static Value of(Value x, Value z, Value zLow) {
    Value large = z.greater(0.5f);
    Value f = large.select(z.fma(0.5f, -0.5f), z);
    Value fLow = large.select(zLow.times(0.5f), zLow);
    Value positive = x.greater(0).select(x, 0f);
    Value ln2 = large.select(LN2_HIGH, Value.of(0f));
    // base + f and its two roundings: ln 2 > |x| where both count, and base = 0 or base > |f|.
    Value base = positive.plus(ln2);
    Value low = positive.minus(base.minus(ln2)).plus(large.select(LN2_LOW, Value.of(0f)));
    Value sum = base.plus(f);
    low = f.minus(sum.minus(base)).plus(low);
    // fLow/(1+f), nearly.
    return LogOnePlus.sum(sum, fLow.fma(f.fma(-0.75f, 1), low), f);
  }
}
