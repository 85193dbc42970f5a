package io.github.lanewise.jmh;

import java.util.SplittableRandom;

/** What all arms start from: a network's parameters, and one batch with its labels. */
record StepProblem(NetworkShape shape, float[] parameters, float[] x, float[] y) {

  static StepProblem random(NetworkShape shape) {
    SplittableRandom random = new SplittableRandom(1);
    return new StepProblem(
        shape,
        shape.randomParameters(random),
        shape.randomInputs(random),
        shape.randomLabels(random));
  }
}
