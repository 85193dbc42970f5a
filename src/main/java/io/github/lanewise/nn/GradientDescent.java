package io.github.lanewise.nn;

import io.github.lanewise.Descent;
import io.github.lanewise.Elementwise;
import io.github.lanewise.Matrix;

/** See {@link Optimiser#sgd(float, float)}. */
record GradientDescent(float learningRate, float weightDecay) implements Optimiser {

  /** Without decay; the products of a step can apply it themselves. */
  record Plain(float learningRate) implements ElementwiseRule {

    @Override
    public void update(int first, Matrix parameters, Matrix gradient) {
      Elementwise.axpy(-learningRate, gradient, parameters);
    }
  }

  @Override
  public ElementwiseRule start(int size) {
    if (weightDecay == 0) {
      return new Plain(learningRate);
    }
    return (first, parameters, gradient) ->
        Descent.decayed(learningRate, weightDecay, gradient, parameters);
  }
}
