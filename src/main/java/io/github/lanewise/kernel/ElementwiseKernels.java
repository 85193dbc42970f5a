package io.github.lanewise.kernel;

/**
 * The contract of every elementwise kernel, in four parts.
 *
 * <ul>
 *   <li>A run is n floats of an array from an offset on. Nothing outside a run is read or written.
 *   <li>Both engines give the same bits, except that the payload and sign of a NaN are open.
 *   <li>Each function is a fixed sequence of correctly rounded operations; each sum has an order
 *       fixed by position alone.
 *   <li>An output may be the very run of an input, but may not overlap one otherwise.
 *   <li>Shapes and bounds were checked by the caller. n = 0 does nothing.
 * </ul>
 */
public interface ElementwiseKernels {

  ActivationKernels activations();

  ArithmeticKernels arithmetic();

  ReductionKernels reductions();

  UpdateKernels updates();

  SoftmaxKernels softmax();
}
