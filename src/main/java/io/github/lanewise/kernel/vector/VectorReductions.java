package io.github.lanewise.kernel.vector;

import static io.github.lanewise.kernel.vector.Lanes.COUNT;
import static io.github.lanewise.kernel.vector.Lanes.F;

import io.github.lanewise.kernel.ReductionKernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;

/**
 * Reductions with the 16 chains in one vector of 512 bits, two of 256 or four of 128: a holds
 * chains 0 to COUNT−1, b the next COUNT, and so on. Which of them there are is a constant to the
 * compiler.
 */
final class VectorReductions implements ReductionKernels {

  private static final boolean TWO = COUNT <= CHAINS / 2;
  private static final boolean FOUR = COUNT <= CHAINS / 4;

  private static final VectorShuffle<Float> BY_8 = rotation(8);
  private static final VectorShuffle<Float> BY_4 = rotation(4);
  private static final VectorShuffle<Float> BY_2 = rotation(2);

  @Override
  public float sum(int rows, int columns, float[] x, int xo, int stride) {
    FloatVector a = zero();
    FloatVector b = zero();
    FloatVector c = zero();
    FloatVector d = zero();
    for (int i = 0; i < rows; i++) {
      int row = xo + i * stride;
      int j = 0;
      for (; j + CHAINS <= columns; j += CHAINS) {
        a = a.add(load(x, row + j));
        b = TWO ? b.add(load(x, row + j + COUNT)) : b;
        c = FOUR ? c.add(load(x, row + j + 2 * COUNT)) : c;
        d = FOUR ? d.add(load(x, row + j + 3 * COUNT)) : d;
      }
      if (j < columns) {
        a = add(a, x, row, j, columns);
        b = TWO ? add(b, x, row, j + COUNT, columns) : b;
        c = FOUR ? add(c, x, row, j + 2 * COUNT, columns) : c;
        d = FOUR ? add(d, x, row, j + 3 * COUNT, columns) : d;
      }
    }
    return total(a, b, c, d);
  }

  private static FloatVector add(FloatVector chains, float[] x, int row, int j, int columns) {
    VectorMask<Float> rest = F.indexInRange(j, columns);
    return chains.add(load(x, row + j, rest), rest);
  }

  @Override
  public float dot(
      int rows, int columns, float[] x, int xo, int xStride, float[] y, int yo, int yStride) {
    FloatVector a = zero();
    FloatVector b = zero();
    FloatVector c = zero();
    FloatVector d = zero();
    for (int i = 0; i < rows; i++) {
      int xRow = xo + i * xStride;
      int yRow = yo + i * yStride;
      int j = 0;
      for (; j + CHAINS <= columns; j += CHAINS) {
        a = fma(a, x, xRow + j, y, yRow + j);
        b = TWO ? fma(b, x, xRow + j + COUNT, y, yRow + j + COUNT) : b;
        c = FOUR ? fma(c, x, xRow + j + 2 * COUNT, y, yRow + j + 2 * COUNT) : c;
        d = FOUR ? fma(d, x, xRow + j + 3 * COUNT, y, yRow + j + 3 * COUNT) : d;
      }
      if (j < columns) {
        a = fma(a, x, xRow, y, yRow, j, columns);
        b = TWO ? fma(b, x, xRow, y, yRow, j + COUNT, columns) : b;
        c = FOUR ? fma(c, x, xRow, y, yRow, j + 2 * COUNT, columns) : c;
        d = FOUR ? fma(d, x, xRow, y, yRow, j + 3 * COUNT, columns) : d;
      }
    }
    return total(a, b, c, d);
  }

  private static FloatVector fma(FloatVector chains, float[] x, int xi, float[] y, int yi) {
    return load(x, xi).fma(load(y, yi), chains);
  }

  private static FloatVector fma(
      FloatVector chains, float[] x, int xRow, float[] y, int yRow, int j, int columns) {
    VectorMask<Float> rest = F.indexInRange(j, columns);
    FloatVector next = load(x, xRow + j, rest).fma(load(y, yRow + j, rest), chains);
    return chains.blend(next, rest);
  }

  /** The three halvings and the last sum. A rotation brings lane c+h to lane c. */
  private static float total(FloatVector a, FloatVector b, FloatVector c, FloatVector d) {
    FloatVector s = FOUR ? a.add(c).add(b.add(d)) : TWO ? a.add(b) : a.add(a.rearrange(BY_8));
    s = FOUR ? s : s.add(s.rearrange(BY_4));
    s = s.add(s.rearrange(BY_2));
    return s.lane(0) + s.lane(1);
  }

  @Override
  public void columnSums(
      int rows, int columns, float[] x, int xo, int stride, float[] sums, int so) {
    int j = 0;
    for (; j + 4 * COUNT <= columns; j += 4 * COUNT) {
      FloatVector a = zero();
      FloatVector b = zero();
      FloatVector c = zero();
      FloatVector d = zero();
      for (int i = 0; i < rows; i++) {
        int index = xo + i * stride + j;
        a = a.add(load(x, index));
        b = b.add(load(x, index + COUNT));
        c = c.add(load(x, index + 2 * COUNT));
        d = d.add(load(x, index + 3 * COUNT));
      }
      a.intoArray(sums, so + j);
      b.intoArray(sums, so + j + COUNT);
      c.intoArray(sums, so + j + 2 * COUNT);
      d.intoArray(sums, so + j + 3 * COUNT);
    }
    for (; j < columns; j += COUNT) {
      VectorMask<Float> rest = F.indexInRange(j, columns);
      FloatVector a = zero();
      for (int i = 0; i < rows; i++) {
        a = a.add(load(x, xo + i * stride + j, rest));
      }
      a.intoArray(sums, so + j, rest);
    }
  }

  @Override
  public float max(int n, float[] x, int xo) {
    FloatVector max = FloatVector.broadcast(F, Float.NEGATIVE_INFINITY);
    int i = 0;
    for (; i < F.loopBound(n); i += COUNT) {
      FloatVector v = load(x, xo + i);
      max = max.blend(v, v.compare(VectorOperators.GT, max));
    }
    if (i < n) {
      VectorMask<Float> rest = F.indexInRange(i, n);
      FloatVector v = load(x, xo + i, rest);
      max = max.blend(v, v.compare(VectorOperators.GT, max).and(rest));
    }
    return max.reduceLanes(VectorOperators.MAX);
  }

  private static FloatVector zero() {
    return FloatVector.zero(F);
  }

  private static FloatVector load(float[] x, int index) {
    return FloatVector.fromArray(F, x, index);
  }

  private static FloatVector load(float[] x, int index, VectorMask<Float> rest) {
    return FloatVector.fromArray(F, x, index, rest);
  }

  private static VectorShuffle<Float> rotation(int by) {
    return VectorShuffle.fromOp(F, lane -> (lane + by) % COUNT);
  }
}
