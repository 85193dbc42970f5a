package io.github.lanewise.jmh;

/** What {@link TrainingStepBenchmark} times. */
interface TimedStep {

  /** The work of a training step; returns a number that depends on it, the cost if there is one. */
  float step();

  /** The work of an inference. */
  void infer();
}
