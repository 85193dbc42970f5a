package io.github.lanewise.kernel.function;

import static io.github.lanewise.kernel.function.ExpConstants.*;

/** eˣ = eʳ·2ⁿ, x = n·ln 2 + r. */
final class Exp {

  private Exp() {}

  static Formula value() {
    Value x = Value.X;
    Exponential e = Exponential.of(x, ROUNDER + 2 * BIAS);
    // Two factors, as 2ⁿ may be no normal float; the second product alone rounds.
    Value exponents = e.shifted().bits();
    Value half = exponents.shiftRight(1);
    Value first = half.shiftLeft(MANTISSA_BITS).asFloat();
    Value second = exponents.intMinus(half).shiftLeft(MANTISSA_BITS).asFloat();
    Value y = e.high().times(first).times(second);
    y = x.greater(EXP_OVERFLOW).select(Float.POSITIVE_INFINITY, y);
    y = x.less(EXP_UNDERFLOW).select(0f, y);

    // As long as the result is normal, n can be added to the exponent of eʳ.
    Exponential common = Exponential.of(x, ROUNDER);
    Value n = common.shifted().bits().shiftLeft(MANTISSA_BITS);
    return Formula.within(NORMAL, y, common.high().bits().intPlus(n).asFloat());
  }
}
