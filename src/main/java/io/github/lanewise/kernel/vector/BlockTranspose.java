package io.github.lanewise.kernel.vector;

import static io.github.lanewise.kernel.vector.LaneExchange.BY_1;
import static io.github.lanewise.kernel.vector.LaneExchange.BY_2;
import static io.github.lanewise.kernel.vector.LaneExchange.BY_4;
import static io.github.lanewise.kernel.vector.LaneExchange.BY_8;
import static io.github.lanewise.kernel.vector.LaneExchange.UPPER_1;
import static io.github.lanewise.kernel.vector.LaneExchange.UPPER_2;
import static io.github.lanewise.kernel.vector.LaneExchange.UPPER_4;
import static io.github.lanewise.kernel.vector.LaneExchange.UPPER_8;
import static io.github.lanewise.kernel.vector.Lanes.CLASS;
import static io.github.lanewise.kernel.vector.Lanes.F;

import jdk.incubator.vector.FloatVector;

/**
 * Transposes a square block of L×L elements, L the lanes of a vector, in registers.
 *
 * <p>The stage of distance d exchanges, for all rows i and i + d with bit d of i clear, the lanes
 * of row i with bit d set and those of row i + d with bit d clear:
 *
 * <pre>
 * d = 1:   a0 a1 a2 a3        a0 b0 a2 b2
 *          b0 b1 b2 b3   →    a1 b1 a3 b3
 * </pre>
 *
 * After the stages L/2, …, 2, 1 element (i, j) stands at (j, i). Two stages at a time work on four
 * rows; between the pairs of stages the block lies in memory.
 */
final class BlockTranspose {

  private static final int L = Lanes.COUNT;

  private BlockTranspose() {}

  /**
   * to[at + j·ldTo + i] = from[start + i·ld + j] for i, j &lt; L.
   *
   * @param between L·L elements from {@link Scratch#BETWEEN} on are overwritten
   */
  static void run(float[] from, int start, int ld, float[] between, float[] to, int at, int ldTo) {
    if (L == 16) {
      stages8And4(from, start, ld, between);
      stages2And1(between, Scratch.BETWEEN, L, to, at, ldTo);
    } else if (L == 8) {
      stage4(from, start, ld, between);
      stages2And1(between, Scratch.BETWEEN, L, to, at, ldTo);
    } else {
      stages2And1(from, start, ld, to, at, ldTo);
    }
  }

  private static void stages8And4(float[] from, int start, int ld, float[] to) {
    for (int i = 0; i < 4; i++) {
      FloatVector r0 = FloatVector.fromArray(F, from, start + i * ld);
      FloatVector r4 = FloatVector.fromArray(F, from, start + (i + 4) * ld);
      FloatVector r8 = FloatVector.fromArray(F, from, start + (i + 8) * ld);
      FloatVector r12 = FloatVector.fromArray(F, from, start + (i + 12) * ld);
      FloatVector s0 = r0.blend(r8.rearrange(BY_8), UPPER_8);
      FloatVector s8 = r0.rearrange(BY_8).blend(r8, UPPER_8);
      FloatVector s4 = r4.blend(r12.rearrange(BY_8), UPPER_8);
      FloatVector s12 = r4.rearrange(BY_8).blend(r12, UPPER_8);
      CLASS.cast(s0.blend(s4.rearrange(BY_4), UPPER_4)).intoArray(to, Scratch.BETWEEN + i * L);
      CLASS
          .cast(s0.rearrange(BY_4).blend(s4, UPPER_4))
          .intoArray(to, Scratch.BETWEEN + (i + 4) * L);
      CLASS
          .cast(s8.blend(s12.rearrange(BY_4), UPPER_4))
          .intoArray(to, Scratch.BETWEEN + (i + 8) * L);
      CLASS
          .cast(s8.rearrange(BY_4).blend(s12, UPPER_4))
          .intoArray(to, Scratch.BETWEEN + (i + 12) * L);
    }
  }

  private static void stage4(float[] from, int start, int ld, float[] to) {
    for (int i = 0; i < 4; i++) {
      FloatVector r0 = FloatVector.fromArray(F, from, start + i * ld);
      FloatVector r4 = FloatVector.fromArray(F, from, start + (i + 4) * ld);
      CLASS.cast(r0.blend(r4.rearrange(BY_4), UPPER_4)).intoArray(to, Scratch.BETWEEN + i * L);
      CLASS
          .cast(r0.rearrange(BY_4).blend(r4, UPPER_4))
          .intoArray(to, Scratch.BETWEEN + (i + 4) * L);
    }
  }

  private static void stages2And1(float[] from, int start, int ld, float[] to, int at, int ldTo) {
    for (int i = 0; i < L; i += 4) {
      FloatVector r0 = FloatVector.fromArray(F, from, start + i * ld);
      FloatVector r1 = FloatVector.fromArray(F, from, start + (i + 1) * ld);
      FloatVector r2 = FloatVector.fromArray(F, from, start + (i + 2) * ld);
      FloatVector r3 = FloatVector.fromArray(F, from, start + (i + 3) * ld);
      FloatVector s0 = r0.blend(r2.rearrange(BY_2), UPPER_2);
      FloatVector s2 = r0.rearrange(BY_2).blend(r2, UPPER_2);
      FloatVector s1 = r1.blend(r3.rearrange(BY_2), UPPER_2);
      FloatVector s3 = r1.rearrange(BY_2).blend(r3, UPPER_2);
      CLASS.cast(s0.blend(s1.rearrange(BY_1), UPPER_1)).intoArray(to, at + i * ldTo);
      CLASS.cast(s0.rearrange(BY_1).blend(s1, UPPER_1)).intoArray(to, at + (i + 1) * ldTo);
      CLASS.cast(s2.blend(s3.rearrange(BY_1), UPPER_1)).intoArray(to, at + (i + 2) * ldTo);
      CLASS.cast(s2.rearrange(BY_1).blend(s3, UPPER_1)).intoArray(to, at + (i + 3) * ldTo);
    }
  }
}
