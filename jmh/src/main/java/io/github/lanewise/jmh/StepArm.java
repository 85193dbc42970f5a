package io.github.lanewise.jmh;

/** One way to train and to infer, on a batch that is always the same. */
interface StepArm extends InferenceArm {

  /** Forward, mean cost, backward, gradient descent in place; returns the cost. */
  @Override
  float step();

  /** Forward, cost, backward; returns the gradient in the order of {@link NetworkShape}. */
  float[] gradient();

  /** The parameters after the steps so far, in the same order. */
  float[] parameters();
}
