package io.github.lanewise.workbench;

import io.github.lanewise.Gemm;
import io.github.lanewise.Lanewise;
import io.github.lanewise.Matrix;
import io.github.lanewise.device.Device;
import io.github.lanewise.device.DeviceBuffer;
import io.github.lanewise.device.DeviceTraining;
import io.github.lanewise.device.Executable;
import io.github.lanewise.device.Program;
import io.github.lanewise.device.Step;
import io.github.lanewise.nn.Activation;
import io.github.lanewise.nn.Cost;
import io.github.lanewise.nn.Initialisation;
import io.github.lanewise.nn.Network;
import io.github.lanewise.nn.NetworkBuilder;
import io.github.lanewise.nn.Optimiser;
import io.github.lanewise.nn.Training;
import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * A device beside one thread of the CPU, in alternating samples. Both get the same operands, and
 * their results are compared before anything is timed.
 */
final class DeviceBench {

  private static final Set<String> SUITES = Set.of("gemm", "step", "all");
  private static final int[] SIZES = {128, 512, 1024};
  private static final int[] QUICK_SIZES = {64, 256};
  private static final float RATE = 0.01f;

  private static final int WINDOWS = 20;
  private static final double FASTER = 1.03;

  /** The longest warm-up, in units of the option. */
  private static final int MOST_WARM_UPS = 20;

  /** Unit roundoff of float. */
  private static final double U = 0x1p-24;

  /** In units of U of the largest parameter; 64 are allowed after the 45 steps of an epoch. */
  private static final double STEP_BOUND = 64;

  /** Widths, and samples of a batch. */
  private record Net(int batch, int... widths) {}

  private static final List<Net> NETS =
      List.of(new Net(32, 64, 64, 10), new Net(32, 784, 128, 10), new Net(128, 784, 512, 256, 10));

  private final Device device;
  private final BenchOptions options;
  private final SplittableRandom random = new SplittableRandom(1);
  private final List<DeviceFigures.Timing> timings = new ArrayList<>();

  DeviceBench(Device device, BenchOptions options) {
    this.device = device;
    this.options = options;
  }

  /**
   * Measures a suite.
   *
   * @throws IllegalArgumentException if devices have no such suite
   * @throws IllegalStateException if the device computes something else than the CPU
   */
  DeviceFigures run(String suite) throws IOException, InterruptedException {
    if (!SUITES.contains(suite)) {
      throw new IllegalArgumentException(
          "there is no suite %s for devices; the suites are gemm, step, all".formatted(suite));
    }
    int[] sizes = suite.equals("step") ? new int[0] : options.quick() ? QUICK_SIZES : SIZES;
    List<Net> nets = suite.equals("gemm") ? List.of() : options.quick() ? NETS.subList(0, 2) : NETS;
    try (Progress progress = Progress.of("bench", 2 * sizes.length + nets.size())) {
      for (int size : sizes) {
        progress.now("products of " + size);
        product(size, "operands on the device", Program.Builder::resident);
        progress.step();
        product(size, "operands go up", Program.Builder::input);
        progress.step();
      }
      for (Net net : nets) {
        progress.now("steps of " + name(net));
        step(net);
        progress.step();
      }
    }
    return new DeviceFigures(
        LocalDate.now().toString(),
        Survey.library(),
        device.description(),
        Lanewise.describe().toString(),
        "warm-up: %d ms, samples: %d of %d ms"
            .formatted(options.warmUp(), options.iterations(), options.time()),
        timings);
  }

  /** {@link Program.Builder#input} or {@link Program.Builder#resident}. */
  private interface Place {
    DeviceBuffer in(Program.Builder program, String name, int size);
  }

  /** The product stays on the device. */
  private void product(int n, String where, Place place) {
    Program.Builder program = Program.builder();
    DeviceBuffer a = place.in(program, "A", n * n);
    DeviceBuffer b = place.in(program, "B", n * n);
    DeviceBuffer c = program.resident("C", n * n);
    program.add(new Step.ProductNN(a.matrix(n, n), b.matrix(n, n), c.matrix(n, n)));
    Matrix left = random(n, n);
    Matrix right = random(n, n);
    Matrix onCpu = Matrix.zeros(n, n);
    Matrix onDevice = Matrix.zeros(n, n);
    String work = "product %1$dx%1$dx%1$d, %2$s".formatted(n, where);
    try (Executable product = device.compile(program.build())) {
      product.upload(a, left);
      product.upload(b, right);
      product.run();
      product.download(c, onDevice);
      Gemm.nn(left, right, onCpu);
      Matrix magnitude = Matrix.zeros(n, n);
      Gemm.nn(absolute(left), absolute(right), magnitude);
      float[] magnitudes = magnitude.toArray();
      compare(work, onDevice, onCpu, i -> 2.0 * n * U * magnitudes[i]);
      time(work, product::run, () -> Gemm.nn(left, right, onCpu));
    }
  }

  /** Samples and labels go up, the cost comes down. */
  private void step(Net net) {
    Network onDevice = network(net);
    Network onCpu = network(net);
    Cost cost = Cost.SOFTMAX_CROSS_ENTROPY;
    Matrix x = random(net.batch(), onCpu.inputs());
    int[] classes =
        IntStream.range(0, net.batch()).map(i -> random.nextInt(onCpu.outputs())).toArray();
    Matrix y = Matrix.oneHot(classes, onCpu.outputs());
    Training cpuTraining = onCpu.training(cost, Optimiser.sgd(RATE), net.batch());
    String work = "step of " + name(net);
    try (DeviceTraining training = device.training(onDevice, cost, RATE, net.batch())) {
      training.step(x, y);
      training.synchronise();
      cpuTraining.step(x, y);
      Matrix parameters = onCpu.parameters().vector();
      double largest = 0;
      for (float parameter : parameters.toArray()) {
        largest = Math.max(largest, Math.abs(parameter));
      }
      double bound = STEP_BOUND * U * largest;
      compare(work, onDevice.parameters().vector(), parameters, i -> bound);
      time(work, () -> training.step(x, y), () -> cpuTraining.step(x, y));
    }
  }

  private static Network network(Net net) {
    NetworkBuilder layers = Network.of(net.widths()[0]);
    for (int l = 1; l < net.widths().length - 1; l++) {
      layers.dense(net.widths()[l], Activation.SIGMOID);
    }
    return layers
        .dense(net.widths()[net.widths().length - 1])
        .initialise(Initialisation.GLOROT_UNIFORM, 1);
  }

  /** As in {@code 784-128-10, batch 32}. */
  private static String name(Net net) {
    return Arrays.stream(net.widths())
        .mapToObj(Integer::toString)
        .collect(Collectors.joining("-", "", ", batch " + net.batch()));
  }

  private Matrix random(int rows, int columns) {
    Matrix matrix = Matrix.zeros(rows, columns);
    for (int i = 0; i < matrix.data().length; i++) {
      matrix.data()[i] = (float) random.nextDouble(-1, 1);
    }
    return matrix;
  }

  private static Matrix absolute(Matrix matrix) {
    Matrix absolute = matrix.copy();
    for (int i = 0; i < absolute.data().length; i++) {
      absolute.data()[i] = Math.abs(absolute.data()[i]);
    }
    return absolute;
  }

  /** A NaN is not within any bound. */
  private static void compare(
      String work, Matrix onDevice, Matrix onCpu, IntToDoubleFunction bound) {
    float[] actual = onDevice.toArray();
    float[] expected = onCpu.toArray();
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs((double) actual[i] - expected[i]) <= bound.applyAsDouble(i))) {
        throw new IllegalStateException(
            "%s: the device has %s where the CPU has %s, element %d; nothing was timed"
                .formatted(work, actual[i], expected[i], i));
      }
    }
  }

  private void time(String work, Runnable onDevice, Runnable onCpu) {
    boolean warm = warmUp(onDevice) & warmUp(onCpu);
    double[] device = new double[options.iterations()];
    double[] cpu = new double[options.iterations()];
    for (int i = 0; i < device.length; i++) {
      device[i] = sample(onDevice, options.time());
      cpu[i] = sample(onCpu, options.time());
    }
    timings.add(
        new DeviceFigures.Timing(
            work, StatUtils.percentile(device, 50), StatUtils.percentile(cpu, 50), warm));
  }

  /**
   * Whether, for as long as a warm-up, neither the compiler had news nor the work became faster. On
   * a busy machine C2 works late, and until then a product may run at a hundredth of its speed.
   */
  private boolean warmUp(Runnable work) {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    long enough = 1_000_000L * options.warmUp();
    int window = Math.max(1, options.warmUp() / WINDOWS);
    long start = System.nanoTime();
    long quietSince = start;
    long compiled = compiler.getTotalCompilationTime();
    double fastest = Double.POSITIVE_INFINITY;
    while (true) {
      double took = sample(work, window);
      long now = System.nanoTime();
      long compiledNow = compiler.getTotalCompilationTime();
      if (took * FASTER < fastest || compiledNow > compiled) {
        quietSince = now;
      }
      fastest = Math.min(fastest, took);
      compiled = compiledNow;
      if (now - quietSince >= enough) {
        return true;
      }
      if (now - start >= MOST_WARM_UPS * enough) {
        return false;
      }
    }
  }

  /** µs a call, of as many as the time allows, one at least. */
  private static double sample(Runnable work, int milliseconds) {
    long start = System.nanoTime();
    long took;
    int calls = 0;
    do {
      work.run();
      calls++;
      took = System.nanoTime() - start;
    } while (took < 1_000_000L * milliseconds);
    return took / 1e3 / calls;
  }
}
