package io.github.lanewise.kernel.vector;

import static io.github.lanewise.kernel.vector.Lanes.F;

import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * Exchanging lanes whose numbers differ in one bit, of value d: the lanes that have it set, and the
 * shuffle by which lane l takes lane l xor d.
 */
final class LaneExchange {

  static final VectorMask<Float> UPPER_8 = upper(8);
  static final VectorMask<Float> UPPER_4 = upper(4);
  static final VectorMask<Float> UPPER_2 = upper(2);
  static final VectorMask<Float> UPPER_1 = upper(1);
  static final VectorShuffle<Float> BY_8 = exchange(8);
  static final VectorShuffle<Float> BY_4 = exchange(4);
  static final VectorShuffle<Float> BY_2 = exchange(2);
  static final VectorShuffle<Float> BY_1 = exchange(1);

  private LaneExchange() {}

  private static VectorMask<Float> upper(int distance) {
    boolean[] lanes = new boolean[Lanes.COUNT];
    for (int lane = 0; lane < lanes.length; lane++) {
      lanes[lane] = (lane & distance) != 0;
    }
    return VectorMask.fromArray(F, lanes, 0);
  }

  private static VectorShuffle<Float> exchange(int distance) {
    return VectorShuffle.fromOp(F, lane -> (lane ^ distance) & (Lanes.COUNT - 1));
  }
}
