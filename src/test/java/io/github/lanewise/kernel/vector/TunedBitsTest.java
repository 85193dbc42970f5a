package io.github.lanewise.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.lanewise.Gemm;
import io.github.lanewise.Lanewise;
import io.github.lanewise.Matrix;
import io.github.lanewise.Threads;
import io.github.lanewise.kernel.Cpu;
import io.github.lanewise.kernel.TuningParameter;
import io.github.lanewise.kernel.TuningProfile;
import io.github.lanewise.kit.ChildJvm;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same bits under every profile: a dozen drawn at random, each in a JVM of its own. */
class TunedBitsTest {

  private static final int PROFILES = 12;

  @TempDir private Path folder;

  /** Prints what tuning is in use, what it was asked for, and a checksum of many products. */
  static final class Products {

    private static final int[][] SHAPES = {
      {1, 1, 1},
      {12, 32, 9},
      {13, 33, 40},
      {5, 100, 700},
      {100, 5, 65},
      {97, 130, 517},
      {200, 64, 31},
      {64, 300, 1100},
      {140, 141, 142}
    };

    private Products() {}

    public static void main(String[] arguments) {
      CRC32C crc = new CRC32C();
      SplittableRandom random = new SplittableRandom(1);
      try (ForkJoinPool pool = new ForkJoinPool(3)) {
        for (int[] s : SHAPES) {
          for (Threads threads : List.of(Threads.sequential(), Threads.of(pool))) {
            multiply(s[0], s[1], s[2], random, threads, crc);
          }
        }
      }
      System.out.println("tuning " + Lanewise.describe().tuning());
      System.out.println("checksum " + crc.getValue());
    }

    private static void multiply(
        int m, int n, int k, SplittableRandom random, Threads threads, CRC32C crc) {
      Matrix a = random(m, k, random);
      Matrix b = random(k, n, random);
      Matrix at = random(k, m, random);
      Matrix bt = random(n, k, random);
      Matrix c = random(m, n, random);
      Gemm.nnAccumulate(a, b, c, threads);
      add(c, crc);
      Gemm.tnAccumulate(at, b, c, threads);
      add(c, crc);
      Gemm.ntAccumulate(a, bt, c, threads);
      add(c, crc);
      Gemm.nn(a, b, c, threads);
      add(c, crc);
      Gemm.tn(at, b, c, threads);
      add(c, crc);
      Gemm.nt(a, bt, c, threads);
      add(c, crc);
    }

    private static Matrix random(int rows, int columns, SplittableRandom random) {
      Matrix matrix = Matrix.zeros(rows, columns);
      for (int i = 0; i < matrix.data().length; i++) {
        matrix.data()[i] = (float) random.nextDouble(-1, 1);
      }
      return matrix;
    }

    private static void add(Matrix c, CRC32C crc) {
      ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * c.data().length);
      for (float value : c.data()) {
        bytes.putInt(Float.floatToRawIntBits(value));
      }
      crc.update(bytes.flip());
    }
  }

  @Test
  void aDozenRandomProfilesGiveTheBitsOfTheDefaults() throws Exception {
    String expected = checksum(run("none"));
    SplittableRandom random = new SplittableRandom(20261124);
    Set<TuningParameter> drawn = new HashSet<>();
    for (int i = 0; i < PROFILES; i++) {
      Map<TuningParameter, Integer> values = draw(random);
      drawn.addAll(values.keySet());
      TuningProfile profile =
          new TuningProfile(Cpu.name(), TuningProfile.thisJvm(), values, Map.of());
      Path file = Files.writeString(folder.resolve("profile" + i), profile.text());
      List<String> lines = run(file.toString());
      assertFalse(
          lines.stream().noneMatch(line -> line.startsWith("tuning profile ")), lines.toString());
      assertEquals(expected, checksum(lines), profile.text());
    }
    assertEquals(Set.of(TuningParameter.values()), drawn, "a parameter was in no profile");
  }

  /** Each parameter with probability 3/4, uniform in the logarithm; blocks small enough to end. */
  private static Map<TuningParameter, Integer> draw(SplittableRandom random) {
    Map<TuningParameter, Integer> values = new EnumMap<>(TuningParameter.class);
    for (TuningParameter parameter : TuningParameter.values()) {
      int[] widths = {128, 256, 512};
      int value =
          parameter == TuningParameter.VECTOR_BITS
              ? widths[random.nextInt(widths.length)]
              : (int)
                  Math.round(
                      parameter.least()
                          * Math.pow(
                              (double) parameter.most() / parameter.least(), random.nextDouble()));
      if (random.nextInt(4) > 0) {
        values.put(parameter, value);
      }
    }
    return values;
  }

  private static List<String> run(String profile) throws Exception {
    return ChildJvm.run(
        Products.class, "--add-modules", "jdk.incubator.vector", "-Dlanewise.profile=" + profile);
  }

  private static String checksum(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("checksum "))
        .findFirst()
        .orElseThrow(() -> new AssertionError(String.join("\n", lines)));
  }
}
