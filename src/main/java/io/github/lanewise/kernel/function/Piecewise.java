package io.github.lanewise.kernel.function;

/** Functions that are linear on either side of 0. */
final class Piecewise {

  private Piecewise() {}

  static Value relu() {
    return Value.X.positivePart();
  }

  static Value leakyRelu() {
    Value x = Value.X;
    return x.atMost(0).select(x.times(Value.PARAMETER), x);
  }

  /** In terms of the value of the function or of its argument; NaN if that is. */
  static Value leakyReluDerivative() {
    Value x = Value.X;
    return x.greater(0).select(Value.of(1f), x.atMost(0).select(Value.PARAMETER, x));
  }
}
