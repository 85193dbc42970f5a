package io.github.lanewise.kernel.scalar;

import io.github.lanewise.kernel.ActivationKernels;
import io.github.lanewise.kernel.ArithmeticKernels;
import io.github.lanewise.kernel.ElementwiseKernels;
import io.github.lanewise.kernel.ReductionKernels;

/** The elementwise kernels in plain Java. */
final class ScalarElementwise implements ElementwiseKernels {

  private final ActivationKernels activations = new ScalarActivations();
  private final ArithmeticKernels arithmetic = new ScalarArithmetic();
  private final ReductionKernels reductions = new ScalarReductions();

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
