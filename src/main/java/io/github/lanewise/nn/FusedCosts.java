package io.github.lanewise.nn;

import io.github.lanewise.Elementwise;
import io.github.lanewise.Matrix;

/** The costs with kernels of their own. Their double forms serve {@link GradientCheck}. */
final class FusedCosts {

  private FusedCosts() {}

  record HalfSquaredError() implements Cost {

    @Override
    public String name() {
      return "half squared error";
    }

    @Override
    public double ofSample(double[] q, double[] y) {
      double sum = 0;
      for (int j = 0; j < q.length; j++) {
        sum += (q[j] - y[j]) * (q[j] - y[j]);
      }
      return sum / 2;
    }

    @Override
    public void gradient(double[] q, double[] y, double[] dq) {
      for (int j = 0; j < q.length; j++) {
        dq[j] = q[j] - y[j];
      }
    }

    @Override
    public float evaluate(Matrix q, Matrix y, Matrix delta) {
      return mean(Elementwise.halfSquaredError(q, y, delta), delta);
    }
  }

  record SoftmaxCrossEntropy() implements Cost {

    @Override
    public String name() {
      return "softmax cross-entropy";
    }

    @Override
    public boolean takesLogits() {
      return true;
    }

    /** Σⱼ yⱼ·(log Σₖ e^qₖ − qⱼ), the exponentials taken relative to the largest logit. */
    @Override
    public double ofSample(double[] q, double[] y) {
      double max = max(q);
      double logSum = StrictMath.log(sumOfExponentials(q, max)) + max;
      double sum = 0;
      for (int j = 0; j < q.length; j++) {
        sum += y[j] * (logSum - q[j]);
      }
      return sum;
    }

    @Override
    public void gradient(double[] q, double[] y, double[] dq) {
      double max = max(q);
      double sum = sumOfExponentials(q, max);
      double weight = 0;
      for (double yj : y) {
        weight += yj;
      }
      for (int j = 0; j < q.length; j++) {
        dq[j] = weight * StrictMath.exp(q[j] - max) / sum - y[j];
      }
    }

    @Override
    public float evaluate(Matrix q, Matrix y, Matrix delta) {
      return mean(Elementwise.softmaxCrossEntropyRows(q, y, delta), delta);
    }

    private static double max(double[] q) {
      double max = Double.NEGATIVE_INFINITY;
      for (double qj : q) {
        max = Math.max(max, qj);
      }
      return max;
    }

    private static double sumOfExponentials(double[] q, double max) {
      double sum = 0;
      for (double qj : q) {
        sum += StrictMath.exp(qj - max);
      }
      return sum;
    }
  }

  record BinaryCrossEntropy() implements Cost {

    @Override
    public String name() {
      return "binary cross-entropy";
    }

    @Override
    public boolean takesLogits() {
      return true;
    }

    /** Σⱼ max(qⱼ, 0) − qⱼyⱼ + log(1 + e⁻|qⱼ|), which neither overflows nor cancels. */
    @Override
    public double ofSample(double[] q, double[] y) {
      double sum = 0;
      for (int j = 0; j < q.length; j++) {
        sum += Math.max(q[j], 0) - q[j] * y[j] + StrictMath.log1p(StrictMath.exp(-Math.abs(q[j])));
      }
      return sum;
    }

    @Override
    public void gradient(double[] q, double[] y, double[] dq) {
      for (int j = 0; j < q.length; j++) {
        dq[j] = Activation.SIGMOID.value(q[j]) - y[j];
      }
    }

    @Override
    public float evaluate(Matrix q, Matrix y, Matrix delta) {
      return mean(Elementwise.binaryCrossEntropy(q, y, delta), delta);
    }
  }

  /** Turns a sum over the rows and its gradient into the mean over the rows and its gradient. */
  private static float mean(double sum, Matrix delta) {
    Elementwise.scale(1f / delta.rows(), delta, delta);
    return (float) (sum / delta.rows());
  }
}
