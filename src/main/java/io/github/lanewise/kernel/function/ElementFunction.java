package io.github.lanewise.kernel.function;

/** Every function that has a loop, with its formula. x and y are the inputs, p the parameter. */
public enum ElementFunction {
  EXP(Exp.value()),
  LOG(Log.value()),
  SIGMOID(Sigmoid.value()),
  TANH(Tanh.value()),
  SOFTPLUS(Softplus.value()),
  SILU(Silu.value()),
  GELU(Gelu.value()),
  RELU(Piecewise.relu()),
  LEAKY_RELU(Piecewise.leakyRelu()),
  SIGMOID_DERIVATIVE(FromValue.sigmoid()),
  TANH_DERIVATIVE(FromValue.tanh()),
  LEAKY_RELU_DERIVATIVE(Piecewise.leakyReluDerivative()),
  SIGMOID_BACKWARD(FromValue.sigmoid().times(Value.Y)),
  TANH_BACKWARD(FromValue.tanh().times(Value.Y)),
  LEAKY_RELU_BACKWARD(Piecewise.leakyReluDerivative().times(Value.Y)),
  SOFTPLUS_BACKWARD(Sigmoid.timesY()),
  SILU_BACKWARD(Silu.timesY()),
  GELU_BACKWARD(Gelu.timesY()),
  MULTIPLY(Value.X.times(Value.Y)),
  ADD(Value.X.plus(Value.Y)),
  SUBTRACT(Value.X.minus(Value.Y)),
  AXPY(Value.X.fma(Value.PARAMETER, Value.Y)),
  SCALE(Value.X.times(Value.PARAMETER)),
  SHIFT(Value.X.minus(Value.PARAMETER)),
  DIVIDE(Value.X.over(Value.PARAMETER));

  private final Formula formula;

  ElementFunction(Formula formula) {
    this.formula = formula;
  }

  ElementFunction(Value value) {
    this(new Formula(value));
  }

  public Formula formula() {
    return formula;
  }
}
