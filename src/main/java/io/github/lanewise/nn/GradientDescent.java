package io.github.lanewise.nn;

import io.github.lanewise.Descent;
import io.github.lanewise.Elementwise;

/** See {@link Optimiser#sgd(float, float)}. */
record GradientDescent(float learningRate, float weightDecay) implements Optimiser {

  @Override
  public ElementwiseRule start(int size) {
    if (weightDecay == 0) {
      return (first, parameters, gradient) -> Elementwise.axpy(-learningRate, gradient, parameters);
    }
    return (first, parameters, gradient) ->
        Descent.decayed(learningRate, weightDecay, gradient, parameters);
  }
}
