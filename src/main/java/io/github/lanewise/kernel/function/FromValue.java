package io.github.lanewise.kernel.function;

/** Derivatives in terms of x = f(p), the value of the function. */
final class FromValue {

  private FromValue() {}

  /** σ′ = x(1−x), rounded once. */
  static Value sigmoid() {
    return Value.X.negated().fma(Value.X, Value.X);
  }

  /** tanh′ = 1−x², rounded once. */
  static Value tanh() {
    return Value.X.negated().fma(Value.X, 1);
  }
}
