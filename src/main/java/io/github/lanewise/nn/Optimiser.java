package io.github.lanewise.nn;

import io.github.lanewise.Elementwise;
import io.github.lanewise.Matrix;

/**
 * How a gradient changes the parameters. An optimiser is a recipe without state of its own,
 * thread-safe; each training starts a {@link Rule} from it, which holds what must be remembered
 * from step to step.
 */
@FunctionalInterface
public interface Optimiser {

  /**
   * Gradient descent: W ← W − η·∂C/∂W, one fused multiply-add an element.
   *
   * @param learningRate η, finite and above 0, else {@link IllegalArgumentException}
   */
  static Optimiser sgd(float learningRate) {
    if (!(learningRate > 0 && learningRate < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Optimiser.sgd: learning rate %s is not a finite number above 0".formatted(learningRate));
    }
    return size ->
        (ElementwiseRule)
            (first, parameters, gradient) -> Elementwise.axpy(-learningRate, gradient, parameters);
  }

  /** A rule for so many parameters, with all the memory that it will need. */
  Rule start(int size);

  /** The changing part of an optimiser. Not thread-safe. */
  @FunctionalInterface
  interface Rule {

    /** Changes the parameters by one step; both are 1 × size. The gradient is only read. */
    void update(Matrix parameters, Matrix gradient);
  }

  /**
   * A rule that changes each parameter by its own derivative alone. So it can be applied part by
   * part, while each part of the gradient is still in a cache; {@link Training#step} does that,
   * from several threads at once on different parts.
   */
  @FunctionalInterface
  interface ElementwiseRule extends Rule {

    /** Changes the parameters from number {@code first} on by one step; both are 1 × n. */
    void update(int first, Matrix parameters, Matrix gradient);

    @Override
    default void update(Matrix parameters, Matrix gradient) {
      update(0, parameters, gradient);
    }
  }
}
