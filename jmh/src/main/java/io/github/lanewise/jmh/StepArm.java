package io.github.lanewise.jmh;

/** One way to train and to infer, on a batch that is always the same. */
interface StepArm {

  /** So small that a long run leaves the weights where they were. */
  float LEARNING_RATE = 1e-7f;

  /** Forward, cost, backward, update; returns the cost. */
  float step();

  /** Forward, into outputs of its own. */
  float[] infer();

  /** Forward, cost, backward; returns the gradient in the order of {@link NetworkShape}. */
  float[] gradient();
}
