package io.github.lanewise.jmh;

/** What a suite measures in one go with every arm; its text is one word. */
interface SuiteCase {

  /** 10⁹ floating-point operations of the matrix products of a call. */
  double gflop();
}
