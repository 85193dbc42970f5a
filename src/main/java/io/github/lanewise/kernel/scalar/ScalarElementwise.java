package io.github.lanewise.kernel.scalar;

import io.github.lanewise.kernel.ActivationKernels;
import io.github.lanewise.kernel.ArithmeticKernels;
import io.github.lanewise.kernel.ElementwiseKernels;
import io.github.lanewise.kernel.ReductionKernels;
import io.github.lanewise.kernel.SoftmaxKernels;
import io.github.lanewise.kernel.UpdateKernels;
import io.github.lanewise.kernel.function.ElementFunction;
import io.github.lanewise.kernel.function.EmittedActivations;
import io.github.lanewise.kernel.function.EmittedArithmetic;
import io.github.lanewise.kernel.function.EmittedUpdates;
import io.github.lanewise.kernel.function.Loop;
import io.github.lanewise.kernel.function.Loops;
import io.github.lanewise.kernel.function.UpdateFunction;

/** The elementwise kernels in plain Java. */
final class ScalarElementwise implements ElementwiseKernels {

  private final Loops<ElementFunction, Loop> loops =
      new Loops<>(ElementFunction.class, ScalarLoopEmitter::emit);
  private final ActivationKernels activations = new EmittedActivations(loops);
  private final ArithmeticKernels arithmetic = new EmittedArithmetic(loops);
  private final ReductionKernels reductions = new ScalarReductions();
  private final UpdateKernels updates =
      new EmittedUpdates(new Loops<>(UpdateFunction.class, ScalarLoopEmitter::emit));
  private final SoftmaxKernels softmax = new ScalarSoftmax(reductions);

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

  @Override
  public UpdateKernels updates() {
    return updates;
  }

  @Override
  public SoftmaxKernels softmax() {
    return softmax;
  }
}
