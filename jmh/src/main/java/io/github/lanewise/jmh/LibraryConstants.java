package io.github.lanewise.jmh;

import io.github.lanewise.nn.Activation;
import io.github.lanewise.nn.Cost;

/** The library's constants by the names that {@link TrainingStepBenchmark} takes. */
final class LibraryConstants {

  private LibraryConstants() {}

  /** Looked up at run time: the library need not have them all. */
  static Activation activation(HiddenActivation activation) {
    try {
      return (Activation) Activation.class.getField(activation.name()).get(null);
    } catch (NoSuchFieldException e) {
      throw new IllegalArgumentException(
          "activation=%s is not in this version of the library".formatted(activation), e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  static Cost cost(String name) {
    return switch (name) {
      case "squared" -> Cost.HALF_SQUARED_ERROR;
      case "crossentropy" -> Cost.SOFTMAX_CROSS_ENTROPY;
      default ->
          throw new IllegalArgumentException("cost=" + name + " is not squared or crossentropy");
    };
  }
}
