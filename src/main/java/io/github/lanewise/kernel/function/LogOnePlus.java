package io.github.lanewise.kernel.function;

import static io.github.lanewise.kernel.function.LogConstants.*;

/** ln(1+f) for ¾ ≤ 1+f ≤ 1½: f − ½f² + f³·P(f). */
final class LogOnePlus {

  private LogOnePlus() {}

  /**
   * base + more + ln(1 + f + fLow). The base is 0 or at least as large as f; {@code more} and
   * {@code fLow} are small, and the latter may be null for 0.
   */
  static Value plus(Value base, Value more, Value f, Value fLow) {
    Value sum = base.plus(f);
    Value rounding = f.minus(sum.minus(base));
    Value low = rounding.plus(more);
    if (fLow != null) {
      low = fLow.fma(Value.of(1f).minus(f), low);
    }
    Value square = f.times(f);
    Value tail = f.polynomial(-0.5f, L3, L4, L5, L6, L7, L8, L9, L10);
    return sum.plus(tail.fma(square, low));
  }
}
