package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.SumOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/** The end of the interleaved order: the terms beyond the last whole step, and the tree. */
final class Chains {

  private static final VectorShuffle<Float> DOWN_BY_8 = downBy(8);
  private static final VectorShuffle<Float> DOWN_BY_4 = downBy(4);
  private static final VectorShuffle<Float> DOWN_BY_2 = downBy(2);
  private static final VectorShuffle<Float> DOWN_BY_1 = downBy(1);

  private Chains() {}

  /** Lane l takes lane l + distance. */
  private static VectorShuffle<Float> downBy(int distance) {
    return VectorShuffle.fromOp(Lanes.F, lane -> (lane + distance) & (Lanes.COUNT - 1));
  }

  /**
   * chains[start + l] = fma(x(l), y(l), chains[start + l]), x and y filled with zeros beyond count.
   */
  static void addRest(int count, float[] x, int xi, float[] y, int yi, float[] chains, int start) {
    for (int l = 0; l < SumOrder.CHAINS; l += Lanes.COUNT) {
      VectorMask<Float> mask = Lanes.F.indexInRange(0, Math.clamp(count - l, 0, Lanes.COUNT));
      FloatVector.fromArray(Lanes.F, x, xi + l, mask)
          .fma(
              FloatVector.fromArray(Lanes.F, y, yi + l, mask),
              FloatVector.fromArray(Lanes.F, chains, start + l))
          .intoArray(chains, start + l);
    }
  }

  /** The 16 chains from {@code start} on, added by halves. */
  static float sum(float[] chains, int start) {
    FloatVector v = FloatVector.fromArray(Lanes.F, chains, start);
    if (Lanes.COUNT == 4) {
      FloatVector v4 = FloatVector.fromArray(Lanes.F, chains, start + 4);
      FloatVector v8 = FloatVector.fromArray(Lanes.F, chains, start + 8);
      FloatVector v12 = FloatVector.fromArray(Lanes.F, chains, start + 12);
      v = v.add(v8).add(v4.add(v12));
    } else {
      v =
          Lanes.COUNT == 8
              ? v.add(FloatVector.fromArray(Lanes.F, chains, start + 8))
              : v.add(v.rearrange(DOWN_BY_8));
      v = v.add(v.rearrange(DOWN_BY_4));
    }
    v = v.add(v.rearrange(DOWN_BY_2));
    return v.add(v.rearrange(DOWN_BY_1)).lane(0);
  }
}
