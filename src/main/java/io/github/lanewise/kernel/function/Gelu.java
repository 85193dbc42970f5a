package io.github.lanewise.kernel.function;

import static io.github.lanewise.kernel.function.ExpConstants.*;
import static io.github.lanewise.kernel.function.GeluConstants.*;

/**
 * GELU x·Φ(x) = max(x, 0) − t·Φ(−t), t = |x|, and its derivative. Φ(−t) = e^(−t²/2)·u·P(v).
 *
 * @param u 2c/(t + c), rounded
 * @param p P(v) rounded
 * @param pLow P(v) − p, nearly
 * @param e e^(−t²/2), which also makes up for the roundings of t², t + c and u
 */
record Gelu(Value u, Value p, Value pLow, Exponential e) {

  private static final int EXTRA = 32;
  private static final float UNSCALE = 0x1p-32f;

  static Formula value() {
    Value x = Value.X;
    Value t = x.abs();
    Gelu normal = of(t, ROUNDER + BIAS + SIGN_ABOVE_EXPONENT);
    Value common = normal.times(t).fma(normal.e.power(), x.minusZeroIfNegative());

    Value limited = t.greater(UNDERFLOW).select(UNDERFLOW, t);
    Gelu any = of(limited, ROUNDER + BIAS + EXTRA);
    Value scale = any.e.power();
    Value product = any.times(limited);
    Value y =
        x.isNegative()
            .select(product.times(scale).times(-UNSCALE), product.fma(scale.times(-UNSCALE), x));
    return Formula.within(GeluConstants.NORMAL, y, common);
  }

  /**
   * out = y·f′(x). With d = Φ(−t) − t·φ(t), f′ is d for x &lt; 0, 1 − d for others; φ(t) =
   * e^(−t²/2)/√(2π).
   */
  static Formula timesY() {
    Value x = Value.X;
    Value t = x.abs();
    t = t.greater(UNDERFLOW).select(UNDERFLOW, t);
    Gelu g = of(t, ROUNDER + BIAS + EXTRA);
    Value d = t.fma(-DENSITY_AT_0, g.u.times(g.p)).times(g.e.high());
    d = d.times(g.e.power()).times(UNSCALE);
    return new Formula(x.isNegative().select(d, Value.of(1f).minus(d)).times(Value.Y));
  }

  private static Gelu of(Value t, float rounder) {
    // d + dLow = t + c; d − c is exact.
    Value d = t.plus(SHIFT);
    Value dLow = t.minus(d.minus(SHIFT));
    Value u = Value.of(2 * SHIFT).over(d);
    Value v = Value.of(1f).minus(u);
    Value minusU = v.minus(1);
    Value remainder = minusU.fma(dLow, minusU.fma(d, 2 * SHIFT));

    // −t²/2 = square + squareLow.
    Value minusHalf = t.times(-0.5f);
    Value square = t.times(minusHalf);
    Value squareLow = t.fma(minusHalf, square.negated());

    Value slope = v.polynomial(S0, S1);
    Value more = remainder.fma(minusU.times(slope), squareLow);
    Value q = v.polynomial(P1, P2, P3, P4, P5, P6, P7, P8, P9);
    Value p = q.fma(v, P0);
    return new Gelu(u, p, q.fma(v, Value.of(P0).minus(p)), Exponential.of(square, more, rounder));
  }

  /** t·u·(p + pLow)·(high + low), t·Φ(−t)·2⁻ⁿ, each product with its rounding. */
  private Value times(Value t) {
    Value b = t.times(u);
    Value bLow = t.fma(u, b.negated());
    Value a = b.times(p);
    Value aLow = bLow.fma(p, b.fma(pLow, b.fma(p, a.negated())));
    return a.fma(e.high(), a.fma(e.low(), aLow.times(e.high())));
  }
}
