package io.github.lanewise.tornado.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.Matrix;
import io.github.lanewise.device.Device;
import io.github.lanewise.device.DeviceCheck;
import io.github.lanewise.device.DeviceTraining;
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
import org.junit.jupiter.params.provider.CsvSource;

/** Every kernel and its translation, index by index, against the reference. */
class EmulatedDeviceTest {

  @ParameterizedTest
  @CsvSource({"ASCENDING, 16", "DESCENDING, 16", "ASCENDING, 8", "ASCENDING, 4"})
  void everyStepAgreesWithTheReference(WorkGroups.Order order, int tile) {
    DeviceCheck.Report report = DeviceCheck.of(new EmulatedDevice(order, tile));
    assertTrue(report.passed(), () -> "\n" + report);
  }

  @Test
  void aTrainingStaysCloseToThatOfTheCpu() {
    RandomGenerator random = Shapes.random(3);
    Matrix x = Matrix.wrap(Shapes.values(50 * 6, random), 50, 6);
    Matrix y = Matrix.zeros(50, 3);
    for (int i = 0; i < 50; i++) {
      y.set(i, x.get(i, 0) < 0 ? 0 : x.get(i, 1) < 0 ? 1 : 2, 1);
    }
    Network cpu = network();
    Training training = cpu.training(Cost.SOFTMAX_CROSS_ENTROPY, Optimiser.sgd(0.5f), 16);
    Network emulated = network();
    Device device = new EmulatedDevice(WorkGroups.Order.ASCENDING, 8);
    try (DeviceTraining onDevice =
        device.training(emulated, Cost.SOFTMAX_CROSS_ENTROPY, 0.5f, 16)) {
      Shuffler shuffler = Shuffler.seeded(1);
      Shuffler same = Shuffler.seeded(1);
      for (int epoch = 0; epoch < 5; epoch++) {
        assertEquals(training.epoch(x, y, shuffler), onDevice.epoch(x, y, same), 1e-5f);
      }
    }
    assertArrayEquals(cpu.parameters().toArray(), emulated.parameters().toArray(), 1e-5f);
  }

  @Test
  void aDivergingStepChangesNothing() {
    Network net = Network.of(2).dense(2).initialise(Initialisation.GLOROT_UNIFORM, 1);
    float[] before = net.parameters().toArray();
    Device device = new EmulatedDevice(WorkGroups.Order.ASCENDING, 4);
    Matrix huge = Matrix.zeros(4, 2);
    huge.fill(1e30f);
    Matrix zero = Matrix.zeros(4, 2);
    try (DeviceTraining training = device.training(net, Cost.HALF_SQUARED_ERROR, 0.1f, 4)) {
      assertThrows(ArithmeticException.class, () -> training.step(huge, zero));
      training.step(zero, zero);
      training.synchronise();
    }
    assertArrayEquals(before, net.parameters().toArray());
  }

  private static Network network() {
    return Network.of(6)
        .inputActivation(Activation.TANH)
        .dense(9, Activation.SIGMOID)
        .denseWithoutBias(7, Activation.TANH)
        .dense(5, Activation.leakyRelu(0.1f))
        .dense(3)
        .initialise(Initialisation.GLOROT_UNIFORM, 2);
  }
}
