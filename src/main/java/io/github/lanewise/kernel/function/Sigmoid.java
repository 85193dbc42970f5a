package io.github.lanewise.kernel.function;

import static io.github.lanewise.kernel.ExpConstants.*;

/** σ(−|x|) = z/(1+z), z = e⁻|x|, and σ(|x|) = 1 − σ(−|x|). */
public final class Sigmoid {

  private Sigmoid() {}

  /** As before. */
  public static Formula formula() {
    Value x = Value.X;
    Value a = x.bits().or(SIGN_BIT).asFloat();
    a = a.less(SIGMOID_SATURATION).select(Value.of(SIGMOID_SATURATION), a);
    Value shifted = a.fma(LOG2_E, SIGMOID_ROUNDER);
    Value n = shifted.minus(SIGMOID_ROUNDER);
    Value r = n.fma(-LN2_LOW, n.fma(-LN2_HIGH, a));
    Value scale = shifted.bits().shiftLeft(MANTISSA_BITS).asFloat();
    Value c = r.polynomial(C2, C3, C4, C5, C6).fma(r, 1);
    Value high = c.fma(r, 1);
    Value low = c.fma(r, Value.of(1f).minus(high));
    Value power = scale.times(SIGMOID_UNSCALE);
    Value z = power.times(high);
    Value reciprocal = Value.of(1f).over(z.plus(1));
    Value q = high.times(reciprocal);
    Value minus = q.negated();
    Value remainder = minus.fma(z, high.minus(q)).plus(minus.fma(power.times(low), low));
    q = remainder.fma(reciprocal, q);
    Value below = q.times(scale).times(SIGMOID_UNSCALE);
    return new Formula(x.less(0).select(below, Value.of(1f).minus(below)));
  }

  public static Formula newton() {
    Value x = Value.X;
    Value a = x.bits().or(SIGN_BIT).asFloat();
    a = a.less(SIGMOID_SATURATION).select(Value.of(SIGMOID_SATURATION), a);
    Value shifted = a.fma(LOG2_E, SIGMOID_ROUNDER);
    Value n = shifted.minus(SIGMOID_ROUNDER);
    Value r = n.fma(-LN2_LOW, n.fma(-LN2_HIGH, a));
    Value scale = shifted.bits().shiftLeft(MANTISSA_BITS).asFloat();
    Value c = r.polynomial(C2, C3, C4, C5, C6).fma(r, 1);
    Value high = c.fma(r, 1);
    Value low = c.fma(r, Value.of(1f).minus(high));
    Value power = scale.times(SIGMOID_UNSCALE);
    Value z = power.times(high);
    Value d = Value.of(-1f).minus(z);
    Value s0 = d.fma(d.fma(Value.of(.32f), 1.44f), 2.12f);
    Value reciprocal = s0.fma(d.fma(s0, 1f), s0);
    Value q = high.times(reciprocal);
    Value minus = q.negated();
    Value remainder = minus.fma(z, high.minus(q)).plus(minus.fma(power.times(low), low));
    q = remainder.fma(reciprocal, q);
    Value below = q.times(scale).times(SIGMOID_UNSCALE);
    return new Formula(x.less(0).select(below, Value.of(1f).minus(below)));
  }
  public static Formula common() {
    Value x = Value.X;
    Value a = x.bits().or(SIGN_BIT).asFloat();
    Value shifted = a.fma(LOG2_E, SIGMOID_ROUNDER);
    Value n = shifted.minus(SIGMOID_ROUNDER);
    Value r = n.fma(-LN2_LOW, n.fma(-LN2_HIGH, a));
    Value power = shifted.bits().shiftLeft(MANTISSA_BITS).asFloat();
    Value c = r.polynomial(C2, C3, C4, C5, C6).fma(r, 1);
    Value high = c.fma(r, 1);
    Value low = c.fma(r, Value.of(1f).minus(high));
    Value z = power.times(high);
    Value d = Value.of(-1f).minus(z);
    Value s0 = d.fma(d.fma(Value.of(.32f), 1.44f), 2.12f);
    Value minusr = s0.fma(d.fma(s0, 1f), s0);
    Value minus = high.times(minusr);
    Value remainder = minus.fma(z, high.plus(minus)).plus(minus.fma(power.times(low), low));
    Value q = remainder.fma(minusr, minus);
    Value below = q.times(power);
    return new Formula(formula().value(), a.atLeast(-87), x.less(0).select(below, Value.of(1f).minus(below)));
  }
}
