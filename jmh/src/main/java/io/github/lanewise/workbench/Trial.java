package io.github.lanewise.workbench;

import com.google.gson.Gson;
import io.github.lanewise.Gemm;
import io.github.lanewise.Lanewise;
import io.github.lanewise.Matrix;
import io.github.lanewise.Threads;
import io.github.lanewise.jmh.ProductShape;
import io.github.lanewise.kernel.Tuning;
import io.github.lanewise.kernel.TuningParameter;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Times some products in a JVM of its own, under the profile that it was started with. */
final class Trial {

  private static final long WINDOW_NANOS = 25_000_000;
  private static final int WINDOWS = 5;

  /** Windows without news from the compiler, and without a faster one, until a product is warm. */
  private static final int QUIET_WINDOWS = 6;

  private static final int MOST_WARM_UP_WINDOWS = 80;
  private static final double FASTER = 1.03;

  /**
   * What came out.
   *
   * @param tuning what the library says of its profile
   * @param used every parameter that the products have asked for, with its value
   * @param gflops by case
   */
  record Outcome(String tuning, Map<TuningParameter, Integer> used, Map<String, Double> gflops) {}

  private Trial() {}

  /** The arguments are cases, as {@link TuneStep} has them. */
  public static void main(String[] arguments) {
    Map<String, Double> gflops = new LinkedHashMap<>();
    for (String text : arguments) {
      boolean all = text.startsWith("*");
      ProductShape shape = ProductShape.parse(all ? text.substring(1) : text);
      gflops.put(text, gflops(shape, all ? Threads.commonPool() : Threads.sequential()));
    }
    Outcome outcome =
        new Outcome(Lanewise.describe().tuning(), new EnumMap<>(Tuning.current().used()), gflops);
    System.out.println(new Gson().toJson(outcome));
  }

  /** The best of some windows: whatever disturbs a machine only makes it slower. */
  private static double gflops(ProductShape shape, Threads threads) {
    Runnable product = product(shape, threads);
    warmUp(product, shape);
    double best = 0;
    for (int window = 0; window < WINDOWS; window++) {
      best = Math.max(best, rate(product, shape));
    }
    return best;
  }

  /** C2 works beside the product; until it has, a product may run at a hundredth of its speed. */
  private static void warmUp(Runnable product, ProductShape shape) {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    long compiled = compiler.getTotalCompilationTime();
    double best = 0;
    int quiet = 0;
    for (int window = 0; window < MOST_WARM_UP_WINDOWS && quiet < QUIET_WINDOWS; window++) {
      double rate = rate(product, shape);
      long now = compiler.getTotalCompilationTime();
      quiet = rate > FASTER * best || now > compiled ? 0 : quiet + 1;
      best = Math.max(best, rate);
      compiled = now;
    }
  }

  private static double rate(Runnable product, ProductShape shape) {
    return Rate.during(
        () -> {
          product.run();
          return shape.gflop();
        },
        WINDOW_NANOS);
  }

  private static Runnable product(ProductShape s, Threads threads) {
    SplittableRandom random = new SplittableRandom(1);
    Matrix c = Matrix.zeros(s.m(), s.n());
    return switch (s.transposition()) {
      case "NN" -> {
        Matrix a = random(s.m(), s.k(), random);
        Matrix b = random(s.k(), s.n(), random);
        yield () -> Gemm.nn(a, b, c, threads);
      }
      case "TN" -> {
        Matrix a = random(s.k(), s.m(), random);
        Matrix b = random(s.k(), s.n(), random);
        yield () -> Gemm.tn(a, b, c, threads);
      }
      default -> {
        Matrix a = random(s.m(), s.k(), random);
        Matrix b = random(s.n(), s.k(), random);
        yield () -> Gemm.nt(a, b, c, threads);
      }
    };
  }

  private static Matrix random(int rows, int columns, SplittableRandom random) {
    Matrix matrix = Matrix.zeros(rows, columns);
    for (int i = 0; i < matrix.data().length; i++) {
      matrix.data()[i] = (float) random.nextDouble(-1, 1);
    }
    return matrix;
  }
}
