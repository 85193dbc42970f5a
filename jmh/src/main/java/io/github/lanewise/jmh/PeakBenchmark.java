package io.github.lanewise.jmh;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the machine can do: the most GFLOP/s of one core ({@code fma:gflop}), and the GB/s of its
 * memory, reading ({@code sum:gbyte}) and both reading and writing ({@code triad:gbyte}). Run with
 * {@code -t 2} for two cores.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 3,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class PeakBenchmark {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /** The fused multiply-adds. */
  @State(Scope.Thread)
  public static class Registers {

    private static final int STEPS = 10_000;

    /** Bits of a vector: 128, 256, 512, or the preferred width. */
    @Param("preferred")
    public String width;

    private float x = 0.5f;
    private float y = 1;
    private double gflop;

    /** Sums that start at 0 … 11 and grow by a half a step. */
    @Setup
    public void setUp() {
      System.setProperty(FmaLoop.WIDTH_PROPERTY, width);
      gflop = FmaLoop.gflop(STEPS);
      double lanes = gflop * 1e9 / (2.0 * 12 * STEPS);
      float expected = (float) (lanes * (66 + 12 * STEPS * 0.5));
      float actual = FmaLoop.run(STEPS, x, y);
      if (actual != expected) {
        throw new IllegalStateException("the loop gives %s, not %s".formatted(actual, expected));
      }
    }
  }

  /** Arrays that no cache holds. */
  @State(Scope.Thread)
  public static class Memory {

    /** Size of each of three arrays. Should be some times the last cache of a core. */
    @Param("64")
    public int mebibytes;

    private float[] a;
    private float[] b;
    private float[] c;

    @Setup
    public void setUp() {
      int length = mebibytes << 18;
      a = new float[length];
      b = new float[length];
      c = new float[length];
      Arrays.fill(b, 1);
      Arrays.fill(c, 2);
    }
  }

  @Benchmark
  public float fma(Registers registers, Work.Flops work) {
    work.gflop += registers.gflop;
    return FmaLoop.run(Registers.STEPS, registers.x, registers.y);
  }

  /** a = b + x·c. */
  @Benchmark
  public float[] triad(Memory memory, Work.Bytes work) {
    float[] a = memory.a;
    float[] b = memory.b;
    float[] c = memory.c;
    FloatVector x = FloatVector.broadcast(SPECIES, 3);
    for (int i = 0; i < SPECIES.loopBound(a.length); i += SPECIES.length()) {
      FloatVector.fromArray(SPECIES, c, i)
          .fma(x, FloatVector.fromArray(SPECIES, b, i))
          .intoArray(a, i);
    }
    work.gbyte += 1e-9 * 3 * Float.BYTES * a.length;
    return a;
  }

  /** The sum of b. */
  @Benchmark
  public float sum(Memory memory, Work.Bytes work) {
    float[] b = memory.b;
    int lanes = SPECIES.length();
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    for (int i = 0; i < b.length; i += 4 * lanes) {
      s0 = s0.add(FloatVector.fromArray(SPECIES, b, i));
      s1 = s1.add(FloatVector.fromArray(SPECIES, b, i + lanes));
      s2 = s2.add(FloatVector.fromArray(SPECIES, b, i + 2 * lanes));
      s3 = s3.add(FloatVector.fromArray(SPECIES, b, i + 3 * lanes));
    }
    work.gbyte += 1e-9 * Float.BYTES * b.length;
    return s0.add(s1).add(s2).add(s3).reduceLanes(VectorOperators.ADD);
  }
}
