package io.github.lanewise.nn;

import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/** An activation of the user's own: two scalar functions, and the loops of the interface. */
record ScalarActivation(String name, DoubleUnaryOperator sigma, DoubleUnaryOperator sigmaPrime)
    implements Activation {

  ScalarActivation {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(sigma, "value");
    Objects.requireNonNull(sigmaPrime, "derivative");
  }

  @Override
  public double value(double p) {
    return sigma.applyAsDouble(p);
  }

  @Override
  public double derivative(double p) {
    return sigmaPrime.applyAsDouble(p);
  }
}
