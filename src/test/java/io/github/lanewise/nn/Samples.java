package io.github.lanewise.nn;

import io.github.lanewise.Matrix;
import io.github.lanewise.kit.Shapes;
import java.util.random.RandomGenerator;

/** Seeded inputs and labels of moderate size, and the linear cost of the text. */
final class Samples {

  /** C = yᵀq, whose gradient by q is y: with it a network computes the text's yᵀABx. */
  static final Cost LINEAR = Cost.of("linear", (q, y) -> q * y, (q, y) -> y);

  private Samples() {}

  /** Uniform in −1 … 1. */
  static Matrix uniform(int rows, int columns, long seed) {
    RandomGenerator random = Shapes.random(seed);
    Matrix m = Matrix.zeros(rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        m.set(i, j, random.nextFloat(-1, 1));
      }
    }
    return m;
  }

  /** One class of each row, as 1 in a row of 0. */
  static Matrix classes(int rows, int classes, long seed) {
    RandomGenerator random = Shapes.random(seed);
    return Matrix.oneHot(random.ints(rows, 0, classes).toArray(), classes);
  }
}
