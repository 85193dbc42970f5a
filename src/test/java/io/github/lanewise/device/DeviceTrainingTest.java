package io.github.lanewise.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.Matrix;
import io.github.lanewise.kit.Bits;
import io.github.lanewise.kit.Shapes;
import io.github.lanewise.nn.Activation;
import io.github.lanewise.nn.Cost;
import io.github.lanewise.nn.Initialisation;
import io.github.lanewise.nn.Network;
import io.github.lanewise.nn.Optimiser;
import io.github.lanewise.nn.Shuffler;
import io.github.lanewise.nn.Training;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A training on the reference does what {@link Training} does, to the bit where batches are full.
 */
class DeviceTrainingTest {

  private static final int BATCH = 20;
  private static final float RATE = 0.25f;

  private final RandomGenerator random = Shapes.random(5);

  private enum Case {
    SIGMOID(Activation.SIGMOID, Activation.IDENTITY, Cost.SOFTMAX_CROSS_ENTROPY),
    TANH(Activation.TANH, Activation.SIGMOID, Cost.HALF_SQUARED_ERROR),
    RELU(Activation.RELU, Activation.IDENTITY, Cost.BINARY_CROSS_ENTROPY),
    LEAKY_RELU(Activation.leakyRelu(0.1f), Activation.TANH, Cost.HALF_SQUARED_ERROR);

    private final Activation hidden;
    private final Activation last;
    private final Cost cost;

    Case(Activation hidden, Activation last, Cost cost) {
      this.hidden = hidden;
      this.last = last;
      this.cost = cost;
    }

    Network network() {
      return Network.of(12)
          .inputActivation(this == TANH ? Activation.TANH : Activation.IDENTITY)
          .dense(17, hidden)
          .denseWithoutBias(9, hidden)
          .dense(4, last)
          .initialise(Initialisation.GLOROT_UNIFORM, 11);
    }
  }

  @ParameterizedTest
  @EnumSource(Case.class)
  void fullBatchesGiveTheBitsOfTheCpu(Case c) {
    Matrix x = samples(3 * BATCH, 12);
    Matrix y = distributions(3 * BATCH, 4);
    Network expected = c.network();
    Training training = expected.training(c.cost, Optimiser.sgd(RATE), BATCH);
    Network actual = c.network();
    try (Device device = Devices.reference();
        DeviceTraining onDevice = device.training(actual, c.cost, RATE, BATCH)) {
      Shuffler shuffler = Shuffler.seeded(3);
      Shuffler same = Shuffler.seeded(3);
      for (int epoch = 0; epoch < 3; epoch++) {
        assertEquals(training.epoch(x, y, shuffler), onDevice.epoch(x, y, same));
        Bits.assertSame(expected.parameters().vector(), actual.parameters().vector(), "parameters");
        Bits.assertSame(training.gradient().vector(), onDevice.gradient(), "gradient");
      }
      assertEquals(9, onDevice.steps());
      Matrix predicted = Matrix.zeros(x.rows(), 4);
      try (DevicePredictor predictor = device.predictor(actual, BATCH)) {
        predictor.predict(x, predicted);
      }
      Bits.assertSame(expected.predictor().predict(x), predicted, "predictions");
    }
  }

  /** 5 rows in a batch of 20: other sums, so other last bits, but nothing of the 15 empty rows. */
  @ParameterizedTest
  @EnumSource(Case.class)
  void rowsThatDoNotCountHaveNoPart(Case c) {
    Matrix x = samples(5, 12);
    Matrix y = distributions(5, 4);
    Network expected = c.network();
    Training training = expected.training(c.cost, Optimiser.sgd(RATE), BATCH);
    Network actual = c.network();
    try (Device device = Devices.reference();
        DeviceTraining onDevice = device.training(actual, c.cost, RATE, BATCH)) {
      onDevice.step(samples(BATCH, 12), distributions(BATCH, 4));
      onDevice.synchronise();
      expected.parameters().set(actual.parameters().toArray());
      assertEquals(training.step(x, y), onDevice.step(x, y), 1e-5f);
      onDevice.synchronise();
      assertArrayEquals(expected.parameters().toArray(), actual.parameters().toArray(), 1e-5f);
      Matrix predicted = Matrix.zeros(5, 4);
      try (DevicePredictor predictor = device.predictor(actual, BATCH)) {
        predictor.predict(x, predicted);
      }
      assertArrayEquals(actual.predictor().predict(x).toArray(), predicted.toArray(), 1e-5f);
    }
  }

  @Test
  void theNetworkChangesOnlyBySynchronising() {
    Network net = Case.SIGMOID.network();
    float[] before = net.parameters().toArray();
    try (DeviceTraining training =
        Devices.reference().training(net, Case.SIGMOID.cost, RATE, BATCH)) {
      training.step(samples(BATCH, 12), distributions(BATCH, 4));
      assertArrayEquals(before, net.parameters().toArray());
      training.synchronise();
      assertTrue(net.parameters().toArray()[0] != before[0]);
    }
  }

  @Test
  void afterAFailureTheNetworkHoldsWholeParametersAndTheCpuGoesOn() {
    Network net = Case.SIGMOID.network();
    Matrix x = samples(BATCH, 12);
    Matrix y = distributions(BATCH, 4);
    AlteredDevice device =
        new AlteredDevice(
            new AlteredDevice.Alteration() {
              @Override
              public void afterRun(int runs) {
                if (runs == 3) {
                  throw new DeviceException("unplugged");
                }
              }
            });
    try (DeviceTraining training = device.training(net, Case.SIGMOID.cost, RATE, BATCH)) {
      training.epoch(x, y, Shuffler.inOrder());
      float[] afterTheFirst = net.parameters().toArray();
      training.step(x, y);
      DeviceException failed =
          assertThrows(DeviceException.class, () -> training.epoch(x, y, Shuffler.inOrder()));
      assertEquals(
          "step 3 failed; the network holds the parameters of step 1, and can be trained on the"
              + " CPU: unplugged",
          failed.getMessage());
      assertArrayEquals(afterTheFirst, net.parameters().toArray());
    }
    Training onTheCpu = net.training(Case.SIGMOID.cost, Optimiser.sgd(RATE), BATCH);
    float first = onTheCpu.step(x, y);
    assertTrue(onTheCpu.step(x, y) < first);
  }

  @Test
  void aDivergingStepChangesNothing() {
    Network net = Network.of(2).dense(2).initialise(Initialisation.GLOROT_UNIFORM, 1);
    Matrix y = Matrix.zeros(4, 2);
    try (DeviceTraining training =
        Devices.reference().training(net, Cost.HALF_SQUARED_ERROR, RATE, 4)) {
      Matrix huge = Matrix.zeros(4, 2);
      huge.fill(1e30f);
      ArithmeticException diverged =
          assertThrows(ArithmeticException.class, () -> training.step(huge, y));
      assertTrue(diverged.getMessage().contains("diverges"), diverged.getMessage());
      float[] before = net.parameters().toArray();
      Matrix small = samples(4, 2);
      training.step(small, y);
      training.synchronise();
      Network same = Network.of(2).dense(2).initialise(Initialisation.GLOROT_UNIFORM, 1);
      assertArrayEquals(before, same.parameters().toArray());
      same.training(Cost.HALF_SQUARED_ERROR, Optimiser.sgd(RATE), 4).step(small, y);
      assertArrayEquals(same.parameters().toArray(), net.parameters().toArray());
    }
  }

  @Test
  void badDataAndBadSizesAreRefused() {
    Network net = Case.SIGMOID.network();
    Device device = Devices.reference();
    refused("batch size 0", () -> device.training(net, Case.SIGMOID.cost, RATE, 0));
    refused("learning rate", () -> device.training(net, Case.SIGMOID.cost, Float.NaN, 4));
    refused("takes logits", () -> device.training(Case.TANH.network(), Case.SIGMOID.cost, RATE, 4));
    try (DeviceTraining training = device.training(net, Case.SIGMOID.cost, RATE, 4)) {
      refused("4 rows at most", () -> training.step(samples(5, 12), distributions(5, 4)));
      refused("12→4", () -> training.step(samples(4, 11), distributions(4, 4)));
      refused("12→4", () -> training.step(Matrix.zeros(0, 12), Matrix.zeros(0, 4)));
      Matrix bad = samples(4, 12);
      bad.set(2, 3, Float.NaN);
      refused("x is NaN at row 2, column 3", () -> training.step(bad, distributions(4, 4)));
    }
  }

  @Test
  void theBytesAreThoseOfTheBuffers() {
    Network net = Network.of(3).dense(2).zeros();
    int batch = 4;
    int samplesAndLabels = batch * (3 + 2) + 1;
    int parametersAndGradient = 2 * (3 * 2 + 2);
    int qDeltaAndCosts = batch * (2 + 2) + batch + 1;
    assertEquals(
        4 * (samplesAndLabels + parametersAndGradient + qDeltaAndCosts),
        DeviceTraining.bytes(net, Cost.HALF_SQUARED_ERROR, batch));
  }

  private static void refused(String part, org.junit.jupiter.api.function.Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(part), message);
  }

  private Matrix samples(int rows, int columns) {
    return Matrix.wrap(Shapes.values(rows * columns, random), rows, columns);
  }

  private Matrix distributions(int rows, int columns) {
    Matrix y = Matrix.zeros(rows, columns);
    for (int i = 0; i < rows; i++) {
      y.set(i, random.nextInt(columns), 1);
    }
    return y;
  }
}
