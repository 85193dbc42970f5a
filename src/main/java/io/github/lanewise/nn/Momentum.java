package io.github.lanewise.nn;

import io.github.lanewise.Descent;
import io.github.lanewise.Matrix;

/** See {@link Optimiser#momentum} and {@link Optimiser#nesterov}. */
record Momentum(float learningRate, float momentum, boolean lookAhead) implements Optimiser {

  @Override
  public int statePerParameter() {
    return 1;
  }

  @Override
  public ElementwiseRule start(int size) {
    Matrix v = Matrix.zeros(1, size);
    if (lookAhead) {
      return (first, parameters, gradient) ->
          Descent.nesterov(learningRate, momentum, first, gradient, v, parameters);
    }
    return (first, parameters, gradient) ->
        Descent.momentum(learningRate, momentum, first, gradient, v, parameters);
  }
}
