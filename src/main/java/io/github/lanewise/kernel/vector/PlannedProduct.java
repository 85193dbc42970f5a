package io.github.lanewise.kernel.vector;

/**
 * A product whose shape and strides are known: which kernels it takes, in which order, over which
 * blocks. Immutable, so that any number of threads may run it at once.
 */
abstract class PlannedProduct {

  /**
   * C = op(A)·op(B), or C += …, or C += scale·(…); the operands start at the given elements.
   *
   * @param scale of no account unless the shape is scaled
   */
  abstract void run(float[] a, int a0, float[] b, int b0, float[] c, int c0, float scale);
}
