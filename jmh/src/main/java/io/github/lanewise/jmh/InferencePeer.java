package io.github.lanewise.jmh;

/** A native library that infers and does not train. */
interface InferencePeer extends NativePeer {

  /** Loads the library, and has it infer on so many threads. */
  InferenceArm arm(StepProblem problem, int threads);
}
