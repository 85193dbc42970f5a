package io.github.lanewise.kernel;

/** The contract of every elementwise kernel. */
public interface ElementwiseKernels {}
