package io.github.lanewise.jmh;

import static io.github.lanewise.jmh.ElementwiseOperands.*;

import io.github.lanewise.Elementwise;
import io.github.lanewise.Matrix;
import io.github.lanewise.nn.Optimiser;

/** The library's operations. */
final class LanewiseElementwise {

  private LanewiseElementwise() {}

  static Runnable of(String op, ElementwiseOperands o) {
    Matrix x = Matrix.row(o.x);
    Matrix y = Matrix.row(o.y);
    Matrix out = Matrix.row(o.out);
    return switch (op) {
      case "exp" -> () -> Elementwise.exp(x, out);
      case "log" -> () -> Elementwise.log(x, out);
      case "softplus" -> () -> Elementwise.softplus(x, out);
      case "silu" -> () -> Elementwise.silu(x, out);
      case "gelu" -> () -> Elementwise.gelu(x, out);
      case "sigmoid" -> () -> Elementwise.sigmoid(x, out);
      case "tanh" -> () -> Elementwise.tanh(x, out);
      case "relu" -> () -> Elementwise.relu(x, out);
      case "multiply" -> () -> Elementwise.multiply(x, y, out);
      case "axpy" -> () -> Elementwise.axpy(ALPHA, x, out);
      case "sigmoidBackward" -> () -> Elementwise.sigmoidBackward(y, x, out);
      case "momentum" -> step(Optimiser.momentum(RATE, MOMENTUM), out, x);
      case "adam" -> step(Optimiser.adam(RATE, BETA1, BETA2, EPSILON), out, x);
      default -> throw ElementwiseOperands.unknown(op);
    };
  }

  private static Runnable step(Optimiser optimiser, Matrix parameters, Matrix gradient) {
    Optimiser.Rule rule = optimiser.start(parameters.columns());
    return () -> rule.update(parameters, gradient);
  }
}
