package io.github.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The form for one sample, the form for a batch and the gradient of every cost are one function.
 */
class CostTest {

  static List<Cost> costs() {
    return List.of(
        Cost.HALF_SQUARED_ERROR,
        Cost.SOFTMAX_CROSS_ENTROPY,
        Cost.BINARY_CROSS_ENTROPY,
        Cost.of("cube", (q, y) -> q * q * q * y, (q, y) -> 3 * q * q * y));
  }

  private static Matrix outputs(int rows) {
    Matrix q = Samples.uniform(rows, 19, 1);
    for (int j = 0; j < 19; j++) {
      q.set(0, j, 12 * q.get(0, j));
    }
    return q;
  }

  @ParameterizedTest
  @MethodSource("costs")
  void aBatchIsTheMeanOfItsSamples(Cost cost) {
    for (int rows : new int[] {1, 2, 7, 33}) {
      Matrix q = outputs(rows);
      Matrix y = Samples.classes(rows, 19, 2);
      y.set(0, 3, 0.5f);
      Matrix delta = Matrix.zeros(rows, 19);
      delta.fill(Float.NaN);
      float c = cost.evaluate(q, y, delta);
      double mean = 0;
      double size = 0;
      double[] dq = new double[19];
      for (int i = 0; i < rows; i++) {
        double[] qi = RealMatrix.of(q).rows()[i];
        double[] yi = RealMatrix.of(y).rows()[i];
        mean += cost.ofSample(qi, yi) / rows;
        size += Math.abs(cost.ofSample(qi, yi)) / rows;
        cost.gradient(qi, yi, dq);
        for (int j = 0; j < 19; j++) {
          double tolerance = 1e-6 * (1 + Math.abs(dq[j])) / rows;
          assertEquals(dq[j] / rows, delta.get(i, j), tolerance, cost.name() + " row " + i);
        }
      }
      assertEquals(mean, c, 1e-6 * (1 + size), cost.name());
    }
  }

  @ParameterizedTest
  @MethodSource("costs")
  void theGradientIsTheCentralDifference(Cost cost) {
    double[] q = RealMatrix.of(outputs(1)).rows()[0];
    double[] y = RealMatrix.of(Samples.classes(1, 19, 2)).rows()[0];
    y[3] = 0.5;
    double[] dq = new double[19];
    cost.gradient(q, y, dq);
    for (int j = 0; j < 19; j++) {
      double[] up = q.clone();
      double[] down = q.clone();
      up[j] += 1e-5;
      down[j] -= 1e-5;
      double difference = (cost.ofSample(up, y) - cost.ofSample(down, y)) / 2e-5;
      assertEquals(difference, dq[j], 1e-8, cost.name() + " output " + j);
    }
  }

  @ParameterizedTest
  @MethodSource("costs")
  void nanPropagates(Cost cost) {
    Matrix q = Samples.uniform(2, 19, 1);
    q.set(1, 18, Float.NaN);
    Matrix y = Matrix.zeros(2, 19);
    y.fill(1);
    assertTrue(Float.isNaN(cost.evaluate(q, y, Matrix.zeros(2, 19))), cost.name());
  }

  @Test
  void crossEntropiesStandLargeLogits() {
    Matrix delta = Matrix.zeros(1, 2);
    assertEquals(
        2000,
        Cost.SOFTMAX_CROSS_ENTROPY.evaluate(Matrix.row(1000, -1000), Matrix.row(0, 1), delta));
    assertEquals(1, delta.get(0, 0));
    assertEquals(-1, delta.get(0, 1));
    assertEquals(
        2000, Cost.BINARY_CROSS_ENTROPY.evaluate(Matrix.row(1000, -1000), Matrix.row(0, 1), delta));
    assertEquals(1, delta.get(0, 0));
    assertEquals(-1, delta.get(0, 1));
  }

  @Test
  void logitsNeedAnIdentityLast() {
    Network net = Network.of(3).dense(2, Activation.SIGMOID).zeros();
    for (Cost cost : List.of(Cost.SOFTMAX_CROSS_ENTROPY, Cost.BINARY_CROSS_ENTROPY)) {
      String message =
          assertThrows(
                  IllegalArgumentException.class, () -> net.training(cost, Optimiser.sgd(1), 4))
              .getMessage();
      assertTrue(message.contains(cost.name()) && message.contains("sigmoid"), message);
      Workspace workspace = net.workspace(1);
      workspace.forward(Matrix.zeros(1, 3));
      assertThrows(
          IllegalArgumentException.class, () -> workspace.backward(cost, Matrix.zeros(1, 2)));
    }
  }
}
