package io.github.lanewise.kernel;

/**
 * One way of computing everything: the vector engine or the scalar engine. Both give the same bits.
 */
public interface Engine {

  /** {@code "vector"} or {@code "scalar"}. */
  String name();

  /** Float lanes of one vector; 1 for the scalar engine. */
  int lanes();

  ProductKernels products();

  ElementwiseKernels elementwise();
}
