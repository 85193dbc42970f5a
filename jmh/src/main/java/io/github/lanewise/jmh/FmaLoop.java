package io.github.lanewise.jmh;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Fused multiply-adds in registers and nothing else. Twelve independent sums: a CPU with two units
 * of four cycles latency needs eight.
 */
public final class FmaLoop {

  /** Names the width, read once: a species must be a constant for C2. */
  public static final String WIDTH_PROPERTY = "lanewise.jmh.width";

  private static final int SUMS = 12;

  /**
   * The loop ends where its counter is this, which it never is. All sums of a step are then
   * computed in that step. Without such an exit C2 orders eight steps sum by sum, each addition
   * waiting for the last one; a core hides that, but not while somebody else uses its other half.
   * Not final, or C2 would know that the exit is never taken, and drop it.
   */
  private static int never = -1;

  private static final VectorSpecies<Float> SPECIES = species();

  private FmaLoop() {}

  private static VectorSpecies<Float> species() {
    String width = System.getProperty(WIDTH_PROPERTY, "preferred");
    if (width.equals("preferred")) {
      return FloatVector.SPECIES_PREFERRED;
    }
    int bits = Integer.parseInt(width);
    if (bits > FloatVector.SPECIES_PREFERRED.vectorBitSize()) {
      throw new IllegalArgumentException(
          "width=%d, but the vectors of this CPU and JVM have %d bits"
              .formatted(bits, FloatVector.SPECIES_PREFERRED.vectorBitSize()));
    }
    return VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
  }

  public static double gflop(int steps) {
    return 2e-9 * SUMS * SPECIES.length() * steps;
  }

  /**
   * Every sum s goes to x·y + s, so many times: the sum is the operand that the instruction
   * overwrites, so that nothing has to be copied.
   */
  public static float run(int steps, float x, float y) {
    FloatVector vx = FloatVector.broadcast(SPECIES, x);
    FloatVector vy = FloatVector.broadcast(SPECIES, y);
    FloatVector s0 = FloatVector.broadcast(SPECIES, 0);
    FloatVector s1 = FloatVector.broadcast(SPECIES, 1);
    FloatVector s2 = FloatVector.broadcast(SPECIES, 2);
    FloatVector s3 = FloatVector.broadcast(SPECIES, 3);
    FloatVector s4 = FloatVector.broadcast(SPECIES, 4);
    FloatVector s5 = FloatVector.broadcast(SPECIES, 5);
    FloatVector s6 = FloatVector.broadcast(SPECIES, 6);
    FloatVector s7 = FloatVector.broadcast(SPECIES, 7);
    FloatVector s8 = FloatVector.broadcast(SPECIES, 8);
    FloatVector s9 = FloatVector.broadcast(SPECIES, 9);
    FloatVector s10 = FloatVector.broadcast(SPECIES, 10);
    FloatVector s11 = FloatVector.broadcast(SPECIES, 11);
    for (int i = 0; i < steps; i++) {
      s0 = vx.fma(vy, s0);
      s1 = vx.fma(vy, s1);
      s2 = vx.fma(vy, s2);
      s3 = vx.fma(vy, s3);
      s4 = vx.fma(vy, s4);
      s5 = vx.fma(vy, s5);
      s6 = vx.fma(vy, s6);
      s7 = vx.fma(vy, s7);
      s8 = vx.fma(vy, s8);
      s9 = vx.fma(vy, s9);
      s10 = vx.fma(vy, s10);
      s11 = vx.fma(vy, s11);
      if (i == never) {
        break;
      }
    }
    return s0.add(s1)
        .add(s2)
        .add(s3)
        .add(s4)
        .add(s5)
        .add(s6)
        .add(s7)
        .add(s8)
        .add(s9)
        .add(s10)
        .add(s11)
        .reduceLanes(VectorOperators.ADD);
  }
}
