package io.github.lanewise.kernel.function;

import java.util.List;

/**
 * Every rule of gradient descent that has a loop, with its formula: new parameters first, then the
 * state in the order of the arrays. What the formulas mean is said in {@link
 * io.github.lanewise.kernel.UpdateKernels}.
 */
public enum UpdateFunction {
  /** Parameters −η, λ. */
  DECAYED {
    @Override
    Formula formula(Value w, Value g, Value first, Value second) {
      return new Formula(w.fma(Value.parameter(1), g).fma(Value.parameter(0), w));
    }
  },
  /** Parameters −η, μ; state v. */
  MOMENTUM {
    @Override
    Formula formula(Value w, Value g, Value first, Value second) {
      Value v = first.fma(Value.parameter(1), g).normal();
      return new Formula(List.of(v.fma(Value.parameter(0), w), v));
    }
  },
  /** Parameters −η, μ; state v. */
  NESTEROV {
    @Override
    Formula formula(Value w, Value g, Value first, Value second) {
      Value v = first.fma(Value.parameter(1), g).normal();
      return new Formula(List.of(v.fma(Value.parameter(1), g).fma(Value.parameter(0), w), v));
    }
  },
  /** Parameters −η, λ, 1 − β₁, 1 − β₂, ε; state m, v. */
  ADAM {
    @Override
    Formula formula(Value w, Value g, Value first, Value second) {
      Value m = g.minus(first).fma(Value.parameter(2), first).normal();
      Value v = g.fma(g, second.negated()).fma(Value.parameter(3), second).normal();
      Value direction = m.over(v.squareRoot().plus(Value.parameter(4)));
      Value next = w.fma(Value.parameter(1), direction).fma(Value.parameter(0), w);
      return new Formula(List.of(next, m, v));
    }
  };

  public Formula formula() {
    return formula(Value.input(0), Value.input(1), Value.input(2), Value.input(3));
  }

  abstract Formula formula(Value w, Value g, Value first, Value second);
}
