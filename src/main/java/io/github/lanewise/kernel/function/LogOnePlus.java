package io.github.lanewise.kernel.function;

import static io.github.lanewise.kernel.function.LogConstants.*;

/** ln(1+f) for ¾ ≤ 1+f ≤ 1½: f − ½f² + f³·P(f). */
final class LogOnePlus {

  private LogOnePlus() {}

  /** sum + low + (ln(1+f) − f). */
  static Value sum(Value sum, Value low, Value f) {
    Value tail = f.polynomial(-0.5f, L3, L4, L5, L6, L7, L8, L9, L10);
    return sum.plus(tail.fma(f.times(f), low));
  }
}
