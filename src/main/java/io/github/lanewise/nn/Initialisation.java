package io.github.lanewise.nn;

import io.github.lanewise.Matrix;
import java.util.random.RandomGenerator;

/**
 * How the weights of a layer start. Biases start at +0.
 *
 * <p>The ones named here draw from the generator row by row and use only operations whose result is
 * specified to the bit ({@link StrictMath}, square root), so that a seed gives the same weights on
 * every machine. They are stateless and thread-safe.
 */
@FunctionalInterface
public interface Initialisation {

  /** Uniform in ±√(6/(inputs + outputs)), for sigmoid and tanh (Glorot and Bengio, 2010). */
  Initialisation GLOROT_UNIFORM = (w, random) -> Draw.uniform(w, glorot(w, 6), random);

  /** Normal with variance 2/(inputs + outputs), for sigmoid and tanh (Glorot and Bengio, 2010). */
  Initialisation GLOROT_NORMAL = (w, random) -> Draw.normal(w, glorot(w, 2), random);

  /** Uniform in ±√(6/inputs), for ReLU (He et al., 2015). */
  Initialisation HE_UNIFORM = (w, random) -> Draw.uniform(w, he(w, 6), random);

  /** Normal with variance 2/inputs, for ReLU (He et al., 2015). */
  Initialisation HE_NORMAL = (w, random) -> Draw.normal(w, he(w, 2), random);

  /** Every weight is the value; nothing is drawn. */
  static Initialisation constant(float value) {
    return (w, random) -> w.fill(value);
  }

  /**
   * Overwrites every element of one layer's weights.
   *
   * @param w outputs × inputs
   * @param random the generator of the whole network, at the place where the layer before left it
   */
  void fill(Matrix w, RandomGenerator random);

  private static double glorot(Matrix w, double numerator) {
    return Math.sqrt(numerator / ((double) w.columns() + w.rows()));
  }

  private static double he(Matrix w, double numerator) {
    return Math.sqrt(numerator / w.columns());
  }
}
