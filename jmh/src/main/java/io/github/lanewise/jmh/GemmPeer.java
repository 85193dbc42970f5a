package io.github.lanewise.jmh;

/** A native library that multiplies matrices. */
interface GemmPeer extends NativePeer {

  /** Loads the library, which then has so many threads. */
  GemmArm arm(GemmOperands operands, int threads);
}
