package io.github.lanewise.tornado;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.Matrix;
import io.github.lanewise.device.Device;
import io.github.lanewise.device.DeviceTraining;
import io.github.lanewise.nn.Activation;
import io.github.lanewise.nn.Cost;
import io.github.lanewise.nn.Initialisation;
import io.github.lanewise.nn.Network;
import io.github.lanewise.nn.Optimiser;
import io.github.lanewise.nn.Shuffler;
import io.github.lanewise.nn.Training;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole trainings on the device against the CPU's. */
class TrainingOnDeviceTest {

  private static final int SAMPLES = 150;
  private static final int BATCH = 32;
  private static final float RATE = 0.25f;

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

    /** With an input activation, and a layer without bias. */
    Network network() {
      return Network.of(12)
          .inputActivation(this == TANH ? Activation.TANH : Activation.IDENTITY)
          .dense(33, hidden)
          .denseWithoutBias(17, hidden)
          .dense(4, last)
          .initialise(Initialisation.GLOROT_UNIFORM, 11);
    }
  }

  private final Matrix x = samples();
  private final Matrix y = labels(x);

  /** The last of five batches has 22 rows. */
  @ParameterizedTest
  @EnumSource(Case.class)
  void threeEpochsStayCloseToTheCpu(Case c) {
    try (Device device = OnDevice.open()) {
      assertClose(device, c);
    }
  }

  private void assertClose(Device device, Case c) {
    Network cpu = c.network();
    Network gpu = c.network();
    Training onCpu = cpu.training(c.cost, Optimiser.sgd(RATE), BATCH);
    try (DeviceTraining onDevice = device.training(gpu, c.cost, RATE, BATCH)) {
      Shuffler shuffler = Shuffler.seeded(3);
      Shuffler same = Shuffler.seeded(3);
      float first = Float.NaN;
      float last = Float.NaN;
      for (int epoch = 0; epoch < 3; epoch++) {
        last = onDevice.epoch(x, y, same);
        first = epoch == 0 ? last : first;
        assertEquals(onCpu.epoch(x, y, shuffler), last, 1e-5f, "epoch " + epoch);
      }
      assertTrue(last < first, first + " to " + last);
      assertArrayEquals(cpu.parameters().toArray(), gpu.parameters().toArray(), 1e-5f);
      assertArrayEquals(onCpu.gradient().toArray(), onDevice.gradient().toArray(), 1e-5f);
    }
  }

  @Test
  void theNetworkChangesOnlyBySynchronising() {
    Network net = Case.SIGMOID.network();
    float[] before = net.parameters().toArray();
    try (Device device = OnDevice.open();
        DeviceTraining training = device.training(net, Case.SIGMOID.cost, RATE, SAMPLES)) {
      float first = training.step(x, y);
      float second = training.step(x, y);
      assertTrue(second < first, first + " to " + second);
      assertArrayEquals(before, net.parameters().toArray());
      training.synchronise();
      Network cpu = Case.SIGMOID.network();
      Training onCpu = cpu.training(Case.SIGMOID.cost, Optimiser.sgd(RATE), SAMPLES);
      onCpu.step(x, y);
      onCpu.step(x, y);
      assertArrayEquals(cpu.parameters().toArray(), net.parameters().toArray(), 1e-5f);
    }
  }

  @Test
  void aDivergingStepChangesNothingOnTheDevice() {
    Network net = Network.of(2).dense(2).initialise(Initialisation.GLOROT_UNIFORM, 1);
    float[] before = net.parameters().toArray();
    Matrix huge = Matrix.zeros(4, 2);
    huge.fill(1e30f);
    Matrix zero = Matrix.zeros(4, 2);
    try (Device device = OnDevice.open();
        DeviceTraining training = device.training(net, Cost.HALF_SQUARED_ERROR, RATE, 4)) {
      assertThrows(ArithmeticException.class, () -> training.step(huge, zero));
      training.step(zero, zero);
      training.synchronise();
    }
    assertArrayEquals(before, net.parameters().toArray());
  }

  /** Each thread has a training of its own on one device. */
  @Test
  void twoThreadsDoNotDisturbEachOther() throws Exception {
    try (Device device = OnDevice.open();
        ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Callable<Void> sigmoid =
          () -> {
            assertClose(device, Case.SIGMOID);
            return null;
          };
      Callable<Void> tanh =
          () -> {
            assertClose(device, Case.TANH);
            return null;
          };
      Future<Void> one = threads.submit(sigmoid);
      Future<Void> other = threads.submit(tanh);
      one.get();
      other.get();
    }
  }

  private static Matrix samples() {
    Random random = new Random(1);
    Matrix x = Matrix.zeros(SAMPLES, 12);
    for (int i = 0; i < SAMPLES; i++) {
      for (int j = 0; j < 12; j++) {
        x.set(i, j, random.nextFloat() - 0.5f);
      }
    }
    return x;
  }

  private static Matrix labels(Matrix x) {
    Matrix y = Matrix.zeros(SAMPLES, 4);
    for (int i = 0; i < SAMPLES; i++) {
      y.set(i, (x.get(i, 0) < 0 ? 0 : 1) + (x.get(i, 1) < 0 ? 0 : 2), 1);
    }
    return y;
  }
}
