package io.github.lanewise.kernel.function;

import static io.github.lanewise.kernel.function.ExpConstants.*;
import static io.github.lanewise.kernel.function.GeluConstants.*;

/**
 * GELU x·Φ(x) = max(x, 0) − t·Φ(−t), t = |x|, and its derivative. t·Φ(−t) = e^(−t²/2)·V(t) with V
 * in {@link Pieces}.
 */
final class Gelu {

  private static final int EXTRA = 32;
  private static final float UNSCALE = 0x1p-32f;

  private Gelu() {}

  static Formula value() {
    Value x = Value.X;
    Value t = x.abs();
    Pieces pieces = new Pieces(SCALE, TAIL_DEGREE, tail());
    Exponential e = exponential(t, ROUNDER + BIAS + SIGN_ABOVE_EXPONENT);
    Value common = times(pieces.at(t), e).fma(e.power(), x.minusZeroIfNegative());

    Value limited = t.greater(UNDERFLOW).select(UNDERFLOW, t);
    Exponential any = exponential(limited, ROUNDER + BIAS + EXTRA);
    Value scale = any.power();
    Value product = times(pieces.at(limited), any);
    Value y =
        x.isNegative()
            .select(product.times(scale).times(-UNSCALE), product.fma(scale.times(-UNSCALE), x));
    return Formula.within(GeluConstants.NORMAL, y, common);
  }

  /**
   * out = y·f′(x). With d = Φ(−t) − t·φ(t) = e^(−t²/2)·U(t), f′ is d for x &lt; 0, 1 − d for
   * others.
   */
  static Formula timesY() {
    Value x = Value.X;
    Value t = x.abs();
    t = t.greater(UNDERFLOW).select(UNDERFLOW, t);
    Pieces.Piece piece = new Pieces(SCALE, SLOPE_DEGREE, slope()).at(t);
    Value u = piece.slope().fma(piece.s(), piece.constant());
    Exponential e = Exponential.of(t.times(t.times(-0.5f)), ROUNDER + BIAS + EXTRA);
    Value d = u.times(e.high()).times(e.power()).times(UNSCALE);
    return new Formula(x.isNegative().select(d, Value.of(1f).minus(d)).times(Value.Y));
  }

  /** e^(−t²/2), with the rounding of the square. */
  private static Exponential exponential(Value t, float rounder) {
    Value minusHalf = t.times(-0.5f);
    Value square = t.times(minusHalf);
    return Exponential.of(square, t.fma(minusHalf, square.negated()), rounder);
  }

  /** V·eʳ = v + (V − v + (v·r)·c), eʳ = 1 + r·c. */
  private static Value times(Pieces.Piece piece, Exponential e) {
    Value slope = piece.slope();
    Value v = slope.fma(piece.s(), piece.constant());
    Value vLow = slope.fma(piece.s(), piece.constant().minus(v));
    return v.plus(v.times(e.r()).fma(e.c(), vLow));
  }
}
