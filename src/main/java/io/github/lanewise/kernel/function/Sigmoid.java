package io.github.lanewise.kernel.function;

import static io.github.lanewise.kernel.function.ExpConstants.*;

/** σ(x) = 1/(1+e⁻ˣ): that of −|x|, and 1 minus it. */
final class Sigmoid {

  private Sigmoid() {}

  static Formula value() {
    return new Formula(any(), Value.X.abs().less(NORMAL), normal());
  }

  /** out = y·σ(x), which is softplus' derivative. */
  static Formula timesY() {
    return new Formula(any().times(Value.Y), Value.X.abs().less(NORMAL), normal().times(Value.Y));
  }

  private static Value any() {
    Value x = Value.X;
    Value minusT = x.minusAbs();
    minusT = minusT.less(EXP_UNDERFLOW).select(EXP_UNDERFLOW, minusT);
    Logistic l = Logistic.any(minusT);
    return x.isNegative().select(l.scaled(l.quotient()), l.quotient().fma(l.minusPower(), 1));
  }

  private static Value normal() {
    Value x = Value.X;
    Logistic l = Logistic.normal(x.minusAbs());
    // 0 + q·2ⁿ or 1 − q·2ⁿ.
    Value factor = l.minusPower().bits().xor(x.bits().and(SIGN_BIT)).asFloat();
    return l.quotient().fma(factor, x.isNegative().select(0f, Value.of(1f)));
  }
}
