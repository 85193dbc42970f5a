package io.github.lanewise.jmh;

/** One way to compute C of some {@link GemmOperands}. */
interface GemmArm {

  /** Overwrites C: the timed part. */
  void multiply();

  /**
   * Copies C into the operands' own array, from where it is checked, if the arm has it elsewhere.
   */
  default void store() {}
}
