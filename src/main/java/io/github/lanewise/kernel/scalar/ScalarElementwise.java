package io.github.lanewise.kernel.scalar;

import io.github.lanewise.kernel.ElementwiseKernels;

/** Placeholder. */
final class ScalarElementwise implements ElementwiseKernels {}
