package io.github.lanewise.workbench;

import com.google.gson.Gson;
import io.github.lanewise.Gemm;
import io.github.lanewise.Lanewise;
import io.github.lanewise.Matrix;
import io.github.lanewise.Threads;
import io.github.lanewise.jmh.FmaLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import jdk.incubator.vector.VectorShape;

/** Measures one thing in a JVM of its own, and prints it as JSON: {@code fma}, {@code memory}, … */
final class Probe {

  private static final int FMA_STEPS = 20_000;

  /** Loads between two looks at the clock. */
  private static final int CHASE_STEPS = 100_000;

  private static final long LARGEST_ARRAY = 1L << 30;

  /** Rounds of a measurement that does not settle. */
  private static final int MOST_ROUNDS = 10;

  private static final int HAND_OVER_WINDOWS = 100;
  private static final long HAND_OVER_NANOS = 20_000_000;

  /** Between two looks at the clock. */
  private static final int ROUND_TRIPS = 100;

  private static final int AT_END = -1;

  private static volatile float floatSink;
  private static volatile int intSink;

  private Probe() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    int threads = Runtime.getRuntime().availableProcessors();
    Object result =
        switch (arguments[0]) {
          case "fma" -> fma(Integer.parseInt(arguments[1]), threads);
          case "memory" -> memory(threads);
          case "engine" -> engine();
          case "parallel" -> parallel(threads);
          case "handover" -> handOver(threads);
          default -> throw new IllegalArgumentException(arguments[0]);
        };
    System.out.println(new Gson().toJson(result));
  }

  /** The width is that of {@link FmaLoop#WIDTH_PROPERTY}. */
  private static MachineInfo.FmaPeak fma(int bits, int threads) throws InterruptedException {
    DoubleSupplier work =
        () -> {
          floatSink = FmaLoop.run(FMA_STEPS, 0.5f, 1);
          return FmaLoop.gflop(FMA_STEPS);
        };
    double one = Rate.best(1, thread -> work);
    double all = threads == 1 ? one : Rate.best(threads, thread -> work);
    return new MachineInfo.FmaPeak(bits, one, all, threads);
  }

  private static List<MachineInfo.Level> memory(int threads)
      throws IOException, InterruptedException {
    List<MachineInfo.Level> levels = new ArrayList<>();
    long below = 0;
    for (CpuCache cache : CpuCache.all()) {
      // Half of a cache of one's own; of a shared one a share well above the level below.
      long bytes =
          cache.sharedBy() < threads || cache.level() < 3
              ? cache.bytes() / 2
              : Math.min(cache.bytes() / 2 / threads, 4 * below);
      levels.add(level("L" + cache.level(), bytes, threads));
      below = cache.bytes();
    }
    long heap = Runtime.getRuntime().maxMemory() / (threads + 2);
    long bytes = Math.min(Math.max(256L << 20, 4 * below), Math.min(LARGEST_ARRAY, heap));
    levels.add(level("memory", bytes, threads));
    return levels;
  }

  private static MachineInfo.Level level(String name, long bytes, int threads)
      throws InterruptedException {
    int ints = (int) (bytes / Integer.BYTES) / 256 * 256;
    double one = Rate.best(1, thread -> loads(ints));
    double all = threads == 1 ? one : Rate.best(threads, thread -> loads(ints));
    int[] next = ProbeLoops.cycle(ints);
    int[] at = {0};
    double chases =
        Rate.best(
            1,
            thread ->
                () -> {
                  at[0] = ProbeLoops.chase(next, CHASE_STEPS, at[0]);
                  return CHASE_STEPS;
                });
    return new MachineInfo.Level(name, 4L * ints, one, all, 1e9 / chases, threads);
  }

  private static DoubleSupplier loads(int ints) {
    int[] data = ProbeLoops.aligned(ints);
    double gigabytes = 1e-9 * Integer.BYTES * ints;
    return () -> {
      intSink = ProbeLoops.load(data, ints);
      return gigabytes;
    };
  }

  private static MachineInfo.Engine engine() {
    Lanewise.Description chosen = Lanewise.describe();
    return new MachineInfo.Engine(
        chosen.engine(),
        chosen.vectorBits(),
        chosen.lanes(),
        VectorShape.preferredShape().vectorBitSize(),
        chosen.reason());
  }

  /**
   * The rate of work that calls kernels, measured until it is no more than a twentieth above the
   * rate before: on a busy machine C2 is done long after an ordinary warm-up.
   */
  private static double settled(DoubleSupplier work) throws InterruptedException {
    double before;
    double rate = 0;
    int rounds = 0;
    do {
      before = rate;
      rate = Math.max(before, Rate.best(1, thread -> work));
      rounds++;
    } while (rate > 1.05 * before && rounds < MOST_ROUNDS);
    return rate;
  }

  private static MachineInfo.ParallelCall parallel(int threads) throws InterruptedException {
    int m = 64 * threads;
    Matrix a = Matrix.zeros(m, 256);
    Matrix b = Matrix.zeros(256, 128);
    Matrix c = Matrix.zeros(m, 128);
    DoubleSupplier sequential =
        () -> {
          Gemm.nn(a, b, c);
          return 1;
        };
    DoubleSupplier shared =
        () -> {
          Gemm.nn(a, b, c, Threads.commonPool());
          return 1;
        };
    double one = 1e6 / settled(sequential);
    double awake = 1e6 / settled(shared);
    double[] asleep = new double[101];
    for (int i = 0; i < asleep.length; i++) {
      Thread.sleep(5);
      long start = System.nanoTime();
      shared.getAsDouble();
      asleep[i] = 1e-3 * (System.nanoTime() - start);
    }
    Arrays.sort(asleep);
    return new MachineInfo.ParallelCall(
        "NN:%dx128x256".formatted(m),
        threads,
        one,
        awake - one / threads,
        asleep[asleep.length / 2] - one / threads);
  }

  /** Two threads set a number to 1 and to 0 by turns. */
  private static MachineInfo.HandOver handOver(int threads) {
    if (threads == 1) {
      return new MachineInfo.HandOver(0, 0);
    }
    AtomicInteger turn = new AtomicInteger();
    Thread other =
        new Thread(() -> {
          for (int now = 0; now != AT_END; now = turn.get()) {
            if (now == 1) {
              turn.set(0);
            }
            Thread.onSpinWait();
          }
        });
    other.start();
    DoubleSupplier roundTrips =
        () -> {
          for (int i = 0; i < ROUND_TRIPS; i++) {
            turn.set(1);
            while (turn.get() != 0) {
              Thread.onSpinWait();
            }
          }
          return ROUND_TRIPS;
        };
    double[] nanos = new double[HAND_OVER_WINDOWS];
    for (int i = -HAND_OVER_WINDOWS / 5; i < nanos.length; i++) {
      double rate = Rate.during(roundTrips, HAND_OVER_NANOS);
      if (i >= 0) {
        nanos[i] = 1e9 / rate;
      }
    }
    turn.set(AT_END);
    Arrays.sort(nanos);
    return new MachineInfo.HandOver(nanos[0], nanos[nanos.length * 9 / 10]);
  }
}
