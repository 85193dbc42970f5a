package io.github.lanewise.kernel.function;

import static io.github.lanewise.kernel.function.ExpConstants.*;
import static io.github.lanewise.kernel.function.TanhConstants.*;

/**
 * tanh x = x − x³·T(x²) up to |x| = {@link TanhConstants#CROSSOVER}, and 1 − 2/(1 + e²ˣ) with the
 * sign of x above.
 */
final class Tanh {

  private Tanh() {}

  static Formula value() {
    Value x = Value.X;
    Value t = x.abs();

    Value square = x.times(x);
    Value small = square.polynomial(T0, T1, T2, T3, T4, T5, T6).times(square).fma(t, t);

    // e²ᵗ = 2ⁿ·eʳ, t = n·½ln 2 + ½r, the second written h.
    Value limited = t.bits().min(SATURATION_BITS).asFloat();
    Value shifted = limited.fma(2 * LOG2_E, ROUNDER + BIAS);
    Value h = shifted.minus(ROUNDER + BIAS).fma(-HALF_LN2, limited);
    Value p = h.polynomial(1, 2, 4 * C2, 8 * C3, 16 * C4, 32 * C5, 64 * C6);
    Value power = shifted.bits().shiftLeft(MANTISSA_BITS).asFloat();
    Value large = Value.of(-2f).over(p.fma(power, 1)).plus(1);

    // A NaN takes the branch that keeps it.
    Value magnitude = t.atLeast(CROSSOVER).select(large, small);
    return new Formula(magnitude.bits().or(x.bits().and(SIGN_BIT)).asFloat());
  }
}
