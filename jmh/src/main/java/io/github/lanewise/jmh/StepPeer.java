package io.github.lanewise.jmh;

/** A native library that trains networks. */
interface StepPeer extends NativePeer {

  /** Loads the library, which then has so many threads. */
  StepArm arm(StepProblem problem, float learningRate, int threads);
}
