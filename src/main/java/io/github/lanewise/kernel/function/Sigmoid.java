package io.github.lanewise.kernel.function;

import static io.github.lanewise.kernel.function.ExpConstants.*;

/** σ(x) = 1/(1+e⁻ˣ). */
final class Sigmoid {

  private Sigmoid() {}

  static Formula value() {
    return Formula.within(NORMAL, any(Value.X), Logistic.normal(Value.X).inverse());
  }

  /** out = y·σ(x), which is softplus' derivative. */
  static Formula timesY() {
    Value common = Logistic.normal(Value.X).inverse();
    return Formula.within(NORMAL, any(Value.X).times(Value.Y), common.times(Value.Y));
  }

  /** For every x. */
  static Value any(Value x) {
    Value limited = x.less(EXP_UNDERFLOW).select(EXP_UNDERFLOW, x);
    return Logistic.unscaled(Logistic.any(limited).inverse());
  }
}
