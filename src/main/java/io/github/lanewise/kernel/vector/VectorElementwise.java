package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.ElementwiseKernels;

/** Placeholder. */
final class VectorElementwise implements ElementwiseKernels {}
