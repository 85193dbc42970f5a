package io.github.lanewise.nn;

import static io.github.lanewise.nn.ParametersTest.assertMessage;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.Elementwise;
import io.github.lanewise.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingTest {

  private static final Matrix XOR_X =
      Matrix.of(new float[] {0, 0}, new float[] {0, 1}, new float[] {1, 0}, new float[] {1, 1});
  private static final Matrix XOR_Y =
      Matrix.of(new float[] {0}, new float[] {1}, new float[] {1}, new float[] {0});

  private final Network net =
      Network.of(4).dense(6, Activation.TANH).dense(3).initialise(Initialisation.HE_UNIFORM, 1);
  private final Matrix x = Samples.uniform(10, 4, 2);
  private final Matrix y = Samples.classes(10, 3, 3);

  private static Training training(Network net, int batchSize) {
    return net.training(Cost.SOFTMAX_CROSS_ENTROPY, Optimiser.sgd(0.25f), batchSize);
  }

  @Test
  void xorIsLearnt() {
    Network xor =
        Network.of(2)
            .dense(8, Activation.TANH)
            .dense(1)
            .initialise(Initialisation.GLOROT_UNIFORM, 4);
    Training training = xor.training(Cost.BINARY_CROSS_ENTROPY, Optimiser.sgd(0.5f), 4);
    float first = training.step(XOR_X, XOR_Y);
    float last = first;
    for (int i = 0; i < 1000; i++) {
      last = training.step(XOR_X, XOR_Y);
    }
    assertTrue(last < first / 20, first + " → " + last);
    Matrix logits = xor.predictor().predict(XOR_X);
    for (int i = 0; i < 4; i++) {
      assertEquals(XOR_Y.get(i, 0) > 0.5f, logits.get(i, 0) > 0, "row " + i);
    }
  }

  @Test
  void anOwnActivationAndAnOwnCostLearnToo() {
    Activation sine = Activation.of("sine", Math::sin, Math::cos);
    Cost logCosh =
        Cost.of("log cosh", (q, t) -> Math.log(Math.cosh(q - t)), (q, t) -> Math.tanh(q - t));
    Network own =
        Network.of(2).dense(6, sine).dense(1).initialise(Initialisation.GLOROT_UNIFORM, 5);
    Training training = own.training(logCosh, Optimiser.sgd(0.5f), 4);
    float first = training.step(XOR_X, XOR_Y);
    float last = first;
    for (int i = 0; i < 1000; i++) {
      last = training.step(XOR_X, XOR_Y);
    }
    assertTrue(last < first / 20, first + " → " + last);
  }

  /** W ← W − η·∂C/∂W, one fused multiply-add, for every weight and bias. */
  @Test
  void aStepIsGradientDescent() {
    float[] before = net.parameters().toArray();
    Training training = training(net, 10);
    training.step(x, y);
    float[] gradient = training.gradient().toArray();
    float[] after = net.parameters().toArray();
    for (int i = 0; i < before.length; i++) {
      assertEquals(Math.fma(-0.25f, gradient[i], before[i]), after[i], "parameter " + i);
    }
  }

  @Test
  void evaluateAndUpdateAreAStep() {
    Network twin =
        Network.of(4).dense(6, Activation.TANH).dense(3).initialise(Initialisation.HE_UNIFORM, 1);
    float c = training(net, 10).step(x, y);
    Training halves = training(twin, 10);
    float[] before = twin.parameters().toArray();
    assertEquals(c, halves.evaluate(x, y));
    assertArrayEquals(before, twin.parameters().toArray());
    halves.update();
    assertArrayEquals(net.parameters().toArray(), twin.parameters().toArray());
  }

  @Test
  void aGradientMergedFromShardsUpdatesToo() {
    Training training = training(net, 10);
    training.evaluate(x.rows(0, 4), y.rows(0, 4));
    Gradient sum = training.gradient().copy();
    training.evaluate(x.rows(4, 6), y.rows(4, 6));
    sum.merge(training.gradient());
    float[] before = net.parameters().toArray();
    training.update(sum);
    assertEquals(
        Math.fma(-0.25f, sum.dW(1).get(0, 0), before[0]), net.parameters().weights(1).get(0, 0));
  }

  /** An epoch is its steps on the gathered rows, the last batch smaller; its cost is their mean. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5, 10, 64})
  void anEpochIsItsSteps(int batchSize) {
    Network twin =
        Network.of(4).dense(6, Activation.TANH).dense(3).initialise(Initialisation.HE_UNIFORM, 1);
    float cost = training(net, batchSize).epoch(x, y, Shuffler.seeded(6));
    int[] order = Shuffler.seeded(6).next(10);
    Training byHand = training(twin, batchSize);
    double sum = 0;
    for (int first = 0; first < 10; first += batchSize) {
      int rows = Math.min(batchSize, 10 - first);
      Matrix xs = Matrix.zeros(rows, 4);
      Matrix ys = Matrix.zeros(rows, 3);
      for (int i = 0; i < rows; i++) {
        xs.rows(i, 1).copyFrom(x.rows(order[first + i], 1));
        ys.rows(i, 1).copyFrom(y.rows(order[first + i], 1));
      }
      sum += (double) byHand.step(xs, ys) * rows;
    }
    assertArrayEquals(twin.parameters().toArray(), net.parameters().toArray());
    assertEquals((float) (sum / 10), cost);
  }

  @Test
  void dataThatAreNotFiniteAreRefusedBeforeTheUpdate() {
    float[] before = net.parameters().toArray();
    Training training = training(net, 4);
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      Matrix badX = x.copy();
      badX.set(7, 2, bad);
      Matrix badY = y.copy();
      badY.set(9, 1, bad);
      Shuffler shuffler = Shuffler.seeded(1);
      assertMessage("x is " + bad + " at row 7, column 2", () -> training.epoch(badX, y, shuffler));
      assertMessage("y is " + bad + " at row 9, column 1", () -> training.epoch(x, badY, shuffler));
      assertMessage(
          "x is " + bad + " at row 1, column 2",
          () -> training.step(badX.rows(6, 4), y.rows(6, 4)));
      assertMessage(
          "y is " + bad + " at row 3, column 1",
          () -> training.step(x.rows(6, 4), badY.rows(6, 4)));
    }
    assertArrayEquals(before, net.parameters().toArray());
  }

  /** A weight of 0 or an activation of the input does not hide it. */
  @Test
  void anInfinityIsFoundWhateverTheFirstLayerMakesOfIt() {
    Matrix x = Matrix.row(1, Float.POSITIVE_INFINITY);
    Matrix y = Matrix.row(0);
    for (Activation input : new Activation[] {Activation.IDENTITY, Activation.SIGMOID}) {
      Network small =
          Network.of(2).inputActivation(input).dense(1).initialise(Initialisation.constant(0), 0);
      Training training = small.training(Cost.HALF_SQUARED_ERROR, Optimiser.sgd(1), 1);
      assertMessage("x is Infinity at row 0, column 1", () -> training.step(x, y));
    }
  }

  /** Their sum overflows, they do not. */
  @Test
  void largeDataAreNotMistakenForInfinite() {
    Matrix large = Matrix.row(3e38f, 3e38f);
    assertTrue(Float.isInfinite(Elementwise.sum(large)));
    Network small = Network.of(2).dense(1).initialise(Initialisation.constant(1e-38f), 0);
    Training training = small.training(Cost.HALF_SQUARED_ERROR, Optimiser.sgd(1), 1);
    assertEquals(12.5f, training.evaluate(large, Matrix.row(1)), 1e-3f);
  }

  @Test
  void divergenceIsAnErrorAndLeavesTheParameters() {
    Network line = Network.of(1).dense(1).initialise(Initialisation.constant(1), 0);
    Training training = line.training(Cost.HALF_SQUARED_ERROR, Optimiser.sgd(1e30f), 1);
    Matrix one = Matrix.row(1);
    training.step(one, Matrix.row(0));
    float[] before = line.parameters().toArray();
    String message =
        assertThrows(ArithmeticException.class, () -> training.step(one, Matrix.row(0)))
            .getMessage();
    assertTrue(message.contains("the cost of this step is Infinity"), message);
    assertArrayEquals(before, line.parameters().toArray());
    Matrix three = Matrix.of(new float[] {0}, new float[] {0}, new float[] {0});
    message =
        assertThrows(
                ArithmeticException.class, () -> training.epoch(three, three, Shuffler.inOrder()))
            .getMessage();
    assertTrue(message.contains("the cost of batch 0 of this epoch"), message);
    assertArrayEquals(before, line.parameters().toArray());
  }

  @Test
  void badShapes() {
    Training training = training(net, 4);
    Shuffler shuffler = Shuffler.inOrder();
    assertMessage("x is 0×4", () -> training.step(x.rows(0, 0), y.rows(0, 0)));
    assertMessage("x is 5×4, but there is memory", () -> training.step(x.rows(0, 5), y));
    assertMessage("y is 10×3, but x has 4 rows", () -> training.step(x.rows(0, 4), y));
    assertMessage("x is 0×4", () -> training.epoch(x.rows(0, 0), y.rows(0, 0), shuffler));
    assertMessage("x is 10×4 and y is 9×3", () -> training.epoch(x, y.rows(0, 9), shuffler));
    assertMessage("the network is 4→3", () -> training.epoch(y, x, shuffler));
    for (float rate : new float[] {0, -1, Float.NaN, Float.POSITIVE_INFINITY}) {
      assertMessage("learning rate " + rate, () -> Optimiser.sgd(rate));
    }
  }
}
