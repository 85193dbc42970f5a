package io.github.lanewise.nn;

import io.github.lanewise.Matrix;
import java.util.Objects;
import java.util.function.DoubleBinaryOperator;

/** A cost of the user's own that is a sum of one scalar function over the outputs. */
record ScalarCost(String name, DoubleBinaryOperator value, DoubleBinaryOperator derivative)
    implements Cost {

  ScalarCost {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(derivative, "derivative");
  }

  @Override
  public double ofSample(double[] q, double[] y) {
    double sum = 0;
    for (int j = 0; j < q.length; j++) {
      sum += value.applyAsDouble(q[j], y[j]);
    }
    return sum;
  }

  @Override
  public void gradient(double[] q, double[] y, double[] dq) {
    for (int j = 0; j < q.length; j++) {
      dq[j] = derivative.applyAsDouble(q[j], y[j]);
    }
  }

  /** As the inherited form, without its rows. */
  @Override
  public float evaluate(Matrix q, Matrix y, Matrix delta) {
    double sum = 0;
    for (int i = 0; i < q.rows(); i++) {
      for (int j = 0; j < q.columns(); j++) {
        double qj = q.get(i, j);
        double yj = y.get(i, j);
        sum += value.applyAsDouble(qj, yj);
        delta.set(i, j, (float) (derivative.applyAsDouble(qj, yj) / q.rows()));
      }
    }
    return (float) (sum / q.rows());
  }
}
