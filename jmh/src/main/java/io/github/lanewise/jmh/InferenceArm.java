package io.github.lanewise.jmh;

/** One way to infer, on a batch that is always the same. */
interface InferenceArm extends TimedStep {

  /** Forward, without what a backward pass would need. */
  @Override
  void infer();

  /** What the last {@link #infer} has computed. */
  float[] outputs();
}
