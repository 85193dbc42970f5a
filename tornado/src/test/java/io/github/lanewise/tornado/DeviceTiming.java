package io.github.lanewise.tornado;

import io.github.lanewise.Gemm;
import io.github.lanewise.Matrix;
import io.github.lanewise.device.Device;
import io.github.lanewise.device.DeviceBuffer;
import io.github.lanewise.device.DeviceTraining;
import io.github.lanewise.device.Devices;
import io.github.lanewise.device.Executable;
import io.github.lanewise.device.Program;
import io.github.lanewise.device.Step;
import io.github.lanewise.nn.Activation;
import io.github.lanewise.nn.Cost;
import io.github.lanewise.nn.Initialisation;
import io.github.lanewise.nn.Network;
import io.github.lanewise.nn.Optimiser;
import io.github.lanewise.nn.Training;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a device takes and what one thread of the CPU takes, for some products and training steps,
 * in one run: medians by the wall clock, three seconds each. The first argument chooses the device.
 */
final class DeviceTiming {

  private static final long NANOSECONDS = 3_000_000_000L;
  private static final int MOST_SAMPLES = 1_000_000;

  private DeviceTiming() {}

  public static void main(String[] arguments) {
    long start = System.nanoTime();
    try (Device device = Devices.open(arguments.length == 0 ? "tornado:0" : arguments[0])) {
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.println(device.description());
      System.out.printf(Locale.ROOT, "opened and checked in %.1f s%n", seconds);
      System.out.printf("%-34s %12s %12s%n", "", "device, us", "CPU, us");
      for (int size : new int[] {16, 128, 512, 1024}) {
        product(device, size);
      }
      step(device, 32, 64, 64, 10);
      step(device, 32, 784, 128, 10);
      step(device, 128, 784, 512, 256, 10);
      step(device, 32, 1024, 1024, 1024, 1024);
    }
  }

  /** Operands go up and the product stays. */
  private static void product(Device device, int n) {
    Program.Builder program = Program.builder();
    DeviceBuffer a = program.input("A", n * n);
    DeviceBuffer b = program.input("B", n * n);
    DeviceBuffer c = program.resident("C", n * n);
    program.add(new Step.ProductNN(a.matrix(n, n), b.matrix(n, n), c.matrix(n, n)));
    Matrix x = Matrix.zeros(n, n);
    x.fill(0.5f);
    Matrix y = Matrix.zeros(n, n);
    try (Executable product = device.compile(program.build())) {
      product.upload(a, x);
      product.upload(b, x);
      report("product %1$d x %1$d x %1$d".formatted(n), product::run, () -> Gemm.nn(x, x, y));
    }
  }

  private static void step(Device device, int batch, int... widths) {
    Network net = network(widths);
    Matrix x = Matrix.zeros(batch, net.inputs());
    x.fill(0.5f);
    Matrix y = Matrix.zeros(batch, net.outputs());
    Training training =
        network(widths).training(Cost.HALF_SQUARED_ERROR, Optimiser.sgd(0.01f), batch);
    try (DeviceTraining onDevice = device.training(net, Cost.HALF_SQUARED_ERROR, 0.01f, batch)) {
      String shape = Arrays.toString(widths).replaceAll("[\\[\\]]", "").replace(", ", "-");
      report(
          "step of %s, batch %d".formatted(shape, batch),
          () -> onDevice.step(x, y),
          () -> training.step(x, y));
    }
  }

  private static Network network(int... widths) {
    var layers = Network.of(widths[0]);
    for (int i = 1; i < widths.length; i++) {
      layers.dense(widths[i], Activation.SIGMOID);
    }
    return layers.initialise(Initialisation.GLOROT_UNIFORM, 1);
  }

  private static void report(String what, Runnable onDevice, Runnable onCpu) {
    System.out.printf(Locale.ROOT, "%-34s %12.1f %12.1f%n", what, median(onDevice), median(onCpu));
  }

  /** Median of the second half of what fits into {@link #NANOSECONDS}; the first warms up. */
  private static double median(Runnable work) {
    long[] times = new long[MOST_SAMPLES];
    int count = 0;
    long begin = System.nanoTime();
    while (count < times.length && (count < 4 || System.nanoTime() - begin < NANOSECONDS)) {
      long start = System.nanoTime();
      work.run();
      times[count] = System.nanoTime() - start;
      count++;
    }
    long[] measured = Arrays.copyOfRange(times, count / 2, count);
    Arrays.sort(measured);
    return measured[measured.length / 2] / 1e3;
  }
}
