package io.github.lanewise.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.Matrix;
import io.github.lanewise.device.Device;
import io.github.lanewise.device.DevicePredictor;
import io.github.lanewise.device.DeviceTraining;
import io.github.lanewise.io.Idx;
import io.github.lanewise.io.ImageDataSet;
import io.github.lanewise.io.LabelledImages;
import io.github.lanewise.nn.Activation;
import io.github.lanewise.nn.Cost;
import io.github.lanewise.nn.Initialisation;
import io.github.lanewise.nn.Network;
import io.github.lanewise.nn.Optimiser;
import io.github.lanewise.nn.Shuffler;
import io.github.lanewise.nn.Training;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The quickstart's network learns the quickstart's digits, on the device and on the CPU. */
class DigitsOnDeviceTest {

  private static final int BATCH = 32;
  private static final float RATE = 0.5f;
  private static final int EPOCHS = 100;

  /**
   * How far the parameters may be apart after one epoch, in units of 2⁻²⁴ of the largest. An epoch
   * is 45 steps, each of which rounds anew and passes on what was rounded before.
   */
  private static final double BOUND = 64;

  private final ImageDataSet set = read();

  @Test
  void oneEpochGivesTheWeightsOfTheCpuWithinTheBoundAndAHundredTheSameAccuracy() {
    Network cpu = network();
    Network gpu = network();
    Matrix x = set.training().images();
    Matrix y = set.training().oneHotLabels();
    Shuffler shuffler = Shuffler.seeded(1);
    Shuffler same = Shuffler.seeded(1);
    Training onCpu = cpu.training(Cost.SOFTMAX_CROSS_ENTROPY, Optimiser.sgd(RATE), BATCH);
    try (Device device = OnDevice.open();
        DeviceTraining onDevice = device.training(gpu, Cost.SOFTMAX_CROSS_ENTROPY, RATE, BATCH)) {
      float cpuCost = onCpu.epoch(x, y, shuffler);
      float gpuCost = onDevice.epoch(x, y, same);
      double deviation = deviation(cpu, gpu);
      report("device", device.description().toString());
      report("epoch 1", "cost %.6f, on the CPU %.6f", gpuCost, cpuCost);
      report("parameters", "%.1f of %.0f units of 2^-24 apart", deviation, BOUND);
      assertTrue(deviation <= BOUND, () -> "deviation " + deviation);
      for (int epoch = 1; epoch < EPOCHS; epoch++) {
        cpuCost = onCpu.epoch(x, y, shuffler);
        gpuCost = onDevice.epoch(x, y, same);
      }
      report("epoch " + EPOCHS, "cost %.6f, on the CPU %.6f", gpuCost, cpuCost);
      int right = right(gpu.predictor().classify(set.test().images()));
      int rightOnCpu = right(cpu.predictor().classify(set.test().images()));
      report("accuracy", "%d of %d, on the CPU %d", right, set.test().count(), rightOnCpu);
      assertTrue(Math.abs(right - rightOnCpu) <= 1, () -> right + " and " + rightOnCpu);
      assertTrue(right >= 0.96 * set.test().count(), () -> right + " right");
      assertEquals(right, right(classifyOn(device, gpu)), 1);
    }
  }

  private int[] classifyOn(Device device, Network net) {
    Matrix q = Matrix.zeros(set.test().count(), net.outputs());
    try (DevicePredictor predictor = device.predictor(net, 128)) {
      predictor.predict(set.test().images(), q);
    }
    int[] classes = new int[q.rows()];
    for (int i = 0; i < q.rows(); i++) {
      for (int j = 1; j < q.columns(); j++) {
        classes[i] = q.get(i, j) > q.get(i, classes[i]) ? j : classes[i];
      }
    }
    return classes;
  }

  private int right(int[] classes) {
    LabelledImages test = set.test();
    int right = 0;
    for (int i = 0; i < classes.length; i++) {
      right += classes[i] == test.labels()[i] ? 1 : 0;
    }
    return right;
  }

  private Network network() {
    return Network.of(set.training().images().columns())
        .dense(64, Activation.SIGMOID)
        .dense(set.training().classes())
        .initialise(Initialisation.GLOROT_UNIFORM, 1);
  }

  private static double deviation(Network expected, Network actual) {
    float[] e = expected.parameters().toArray();
    float[] a = actual.parameters().toArray();
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < e.length; i++) {
      largest = Math.max(largest, Math.abs(e[i]));
      difference = Math.max(difference, Math.abs((double) a[i] - e[i]));
    }
    return difference / (0x1p-24 * largest);
  }

  private static ImageDataSet read() {
    try {
      return Idx.read(
          "embedded optdigits",
          name ->
              DigitsOnDeviceTest.class.getResourceAsStream(
                  "/io/github/lanewise/examples/optdigits/" + name),
          Idx.DIGITS);
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private static void report(String subject, String format, Object... values) {
    System.out.printf("%-10s %s%n", subject, String.format(Locale.ROOT, format, values));
  }
}
