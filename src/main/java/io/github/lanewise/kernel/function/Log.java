package io.github.lanewise.kernel.function;

import static io.github.lanewise.kernel.function.ExpConstants.*;
import static io.github.lanewise.kernel.function.LogConstants.*;

/** ln x = k·ln 2 + ln(1+f), x = 2ᵏ·(1+f), ¾ ≤ 1+f &lt; 1½. */
final class Log {

  private Log() {}

  static Formula value() {
    Value x = Value.X;
    Value small = x.less(Float.MIN_NORMAL);
    Value y =
        of(small.select(x.times(SUBNORMAL_SCALE), x), small.select(-23 * 0x1p23f, Value.of(0f)));
    y = x.less(Float.POSITIVE_INFINITY).select(y, x);
    y = x.less(0).select(Float.NaN, y);
    y = x.abs().atMost(0).select(Float.NEGATIVE_INFINITY, y);
    // Positive normal floats, shifted to the lowest ints.
    int first = Float.floatToRawIntBits(Float.MIN_NORMAL) + SIGN_BIT;
    int last = Float.floatToRawIntBits(Float.POSITIVE_INFINITY) - first;
    return new Formula(y, x.bits().intMinus(first).intLess(last), of(x, null));
  }

  /** For normal x; {@code more}·2⁻²³ counts for k. */
  private static Value of(Value x, Value more) {
    Value exponent = x.bits().intMinus(LOWEST_BITS).and(SIGN_AND_EXPONENT);
    Value f = x.bits().intMinus(exponent).asFloat().minus(1);
    // k·2²³.
    Value k = exponent.toFloat();
    k = more == null ? k : k.plus(more);
    Value base = k.times(LN2_HIGH * 0x1p-23f);
    Value sum = base.plus(f);
    Value rounding = f.minus(sum.minus(base));
    return LogOnePlus.sum(sum, k.fma(LN2_LOW * 0x1p-23f, rounding), f);
  }
}
