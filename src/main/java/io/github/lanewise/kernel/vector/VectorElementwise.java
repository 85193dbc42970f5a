package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.ActivationKernels;
import io.github.lanewise.kernel.ArithmeticKernels;
import io.github.lanewise.kernel.ElementwiseKernels;
import io.github.lanewise.kernel.ReductionKernels;

/** The elementwise kernels on the Vector API. */
final class VectorElementwise implements ElementwiseKernels {

  private final ActivationKernels activations = new VectorActivations();
  private final ArithmeticKernels arithmetic = new VectorArithmetic();
  private final ReductionKernels reductions = new VectorReductions();

  @Override
  public ActivationKernels activations() {
    return activations;
  }

  @Override
  public ArithmeticKernels arithmetic() {
    return arithmetic;
  }

  @Override
  public ReductionKernels reductions() {
    return reductions;
  }
}
