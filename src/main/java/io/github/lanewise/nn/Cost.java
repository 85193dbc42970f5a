package io.github.lanewise.nn;

import io.github.lanewise.Matrix;
import java.util.function.DoubleBinaryOperator;

/**
 * A cost: how far the outputs q of a network are from the labels y, averaged over the batch.
 *
 * <p>C = (1/rows)·Σᵢ c(qᵢ, yᵢ), where c is the cost of one sample. A cost of one's own needs c and
 * its gradient; if it is a sum over the outputs, two scalar functions do: see {@link #of}.
 *
 * <p>An implementation has no state that changes, and may be used from any number of threads.
 */
public interface Cost {

  /** c = ½‖q − y‖², so ∂c/∂q = q − y. */
  Cost HALF_SQUARED_ERROR = new FusedCosts.HalfSquaredError();

  /**
   * c = −Σⱼ yⱼ·log softmax(q)ⱼ with softmax and logarithm in one, so ∂c/∂q = Σy·softmax(q) − y. The
   * outputs q are logits: the last layer's activation must be the identity. A row of y is 1 at the
   * class and 0 elsewhere, or any distribution, or any weights of the classes.
   */
  Cost SOFTMAX_CROSS_ENTROPY = new FusedCosts.SoftmaxCrossEntropy();

  /**
   * c = −Σⱼ [yⱼ·log σ(qⱼ) + (1 − yⱼ)·log(1 − σ(qⱼ))] with σ the logistic function, so ∂c/∂q = σ(q)
   * − y. The outputs q are logits: the last layer's activation must be the identity. Labels lie in
   * 0 … 1.
   */
  Cost BINARY_CROSS_ENTROPY = new FusedCosts.BinaryCrossEntropy();

  /**
   * A cost of one's own that is a sum over the outputs: c = Σⱼ value(qⱼ, yⱼ).
   *
   * @param derivative ∂value/∂q as a function of (q, y)
   */
  static Cost of(String name, DoubleBinaryOperator value, DoubleBinaryOperator derivative) {
    return new ScalarCost(name, value, derivative);
  }

  /** What error messages and reports call it. */
  String name();

  /** c(q, y) for one sample. */
  double ofSample(double[] q, double[] y);

  /** dq = ∂c/∂q for one sample; dq is overwritten. */
  void gradient(double[] q, double[] y, double[] dq);

  /** Whether q are logits, so that an activation on the last layer would be applied twice. */
  default boolean takesLogits() {
    return false;
  }

  /**
   * C over a batch, one sample a row; delta = ∂C/∂Q is overwritten.
   *
   * <p>This form serves any cost and allocates three rows; the costs named here override it.
   *
   * @param q rows×outputs, at least one row; y and delta have its shape and do not overlap it
   */
  default float evaluate(Matrix q, Matrix y, Matrix delta) {
    double[] qRow = new double[q.columns()];
    double[] yRow = new double[q.columns()];
    double[] dq = new double[q.columns()];
    double sum = 0;
    for (int i = 0; i < q.rows(); i++) {
      for (int j = 0; j < q.columns(); j++) {
        qRow[j] = q.get(i, j);
        yRow[j] = y.get(i, j);
      }
      sum += ofSample(qRow, yRow);
      gradient(qRow, yRow, dq);
      for (int j = 0; j < q.columns(); j++) {
        delta.set(i, j, (float) (dq[j] / q.rows()));
      }
    }
    return (float) (sum / q.rows());
  }
}
