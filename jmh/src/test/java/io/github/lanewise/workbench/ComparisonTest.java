package io.github.lanewise.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final Kernel KERNEL =
      Kernel.of("GemmBenchmark.gemm", Map.of("shape", "NN:64x64x64", "threads", "1"));

  /** Forks around a speed: they differ among themselves, and their samples do. */
  private static Figure figure(double speed, double forkNoise, int forks, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<double[]> samples = new ArrayList<>();
    for (int f = 0; f < forks; f++) {
      double ofFork = speed * (1 + forkNoise * (2 * random.nextDouble() - 1));
      samples.add(random.doubles(5, 0.995 * ofFork, 1.005 * ofFork).toArray());
    }
    return new Figure("key", KERNEL, "lanewise", samples);
  }

  @Test
  void aChangeBeyondTheNoiseIsMarked() {
    Comparison faster = Comparison.of(figure(100, 0.01, 5, 1), figure(110, 0.01, 5, 2));
    assertEquals(Comparison.Verdict.FASTER, faster.verdict());
    assertEquals(1.1, faster.ratio(), 0.02);
    assertTrue(faster.low() <= faster.ratio() && faster.ratio() <= faster.high());
    Comparison slower = Comparison.of(figure(110, 0.01, 5, 1), figure(100, 0.01, 5, 2));
    assertEquals(Comparison.Verdict.SLOWER, slower.verdict());
  }

  @Test
  void noiseIsNotMarked() {
    int marked = 0;
    for (int seed = 0; seed < 100; seed++) {
      Comparison same =
          Comparison.of(figure(100, 0.02, 3, 2 * seed), figure(100, 0.02, 3, 2 * seed + 1));
      if (same.verdict() != Comparison.Verdict.SAME) {
        marked++;
      }
    }
    assertTrue(marked <= 5, marked + " of 100 equal pairs are marked");
  }

  @Test
  void forksThatDisagreeAreUnclear() {
    Figure wild = new Figure("key", KERNEL, "lanewise", List.of(of(60), of(100), of(140)));
    assertEquals(
        Comparison.Verdict.UNCLEAR, Comparison.of(wild, figure(100, 0.01, 3, 1)).verdict());
  }

  @Test
  void oneForkAsksForMore() {
    assertEquals(
        Comparison.Verdict.SAME,
        Comparison.of(figure(100, 0, 1, 1), figure(107, 0, 1, 2)).verdict());
    assertEquals(
        Comparison.Verdict.FASTER,
        Comparison.of(figure(100, 0, 1, 1), figure(115, 0, 1, 2)).verdict());
  }

  private static double[] of(double speed) {
    return new double[] {speed, speed, speed, speed, speed};
  }
}
