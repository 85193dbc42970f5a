package io.github.lanewise.kernel.vector;

import static io.github.lanewise.kernel.vector.Lanes.CLASS;
import static io.github.lanewise.kernel.vector.Lanes.COUNT;
import static io.github.lanewise.kernel.vector.Lanes.F;

import io.github.lanewise.kernel.ReductionKernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;

/**
 * Reductions with the 16 chains in one vector of 512 bits, two of 256 or four of 128: a holds
 * chains 0 to COUNT−1, b the next COUNT, and so on. How many there are is a constant to the
 * compiler. Adding a vector to itself rotated by h brings chain c+h to chain c.
 *
 * <p>Lanes beyond the end of a row hold +0. Adding that leaves a sum as it is, for no sum that
 * starts at +0 becomes −0. An fma may, by underflow, so there those lanes are left out.
 *
 * <p>The rest of a row is a loop, although it has four steps at most: with a masked load for each
 * step, C1 runs out of registers and gives up, and then the method may never reach C2.
 */
final class VectorReductions implements ReductionKernels {

  private static final boolean TWO = COUNT <= CHAINS / 2;
  private static final boolean FOUR = COUNT <= CHAINS / 4;

  /** Columns up to which lanes times as many are worth writing down once for {@link #addRow}. */
  private static final int FEW_COLUMNS = 256;

  static final VectorShuffle<Float> BY_8 = rotation(8);
  static final VectorShuffle<Float> BY_4 = rotation(4);
  static final VectorShuffle<Float> BY_2 = rotation(2);
  static final VectorShuffle<Float> BY_1 = rotation(1);

  @Override
  public float sum(int rows, int columns, float[] x, int xo, int stride) {
    FloatVector a = FloatVector.zero(F);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    for (int i = 0; i < rows; i++) {
      int row = xo + i * stride;
      int j = 0;
      for (; j + CHAINS <= columns; j += CHAINS) {
        a = CLASS.cast(a).add(FloatVector.fromArray(F, x, row + j));
        if (TWO) {
          b = CLASS.cast(b).add(FloatVector.fromArray(F, x, row + j + COUNT));
        }
        if (FOUR) {
          c = CLASS.cast(c).add(FloatVector.fromArray(F, x, row + j + 2 * COUNT));
          d = CLASS.cast(d).add(FloatVector.fromArray(F, x, row + j + 3 * COUNT));
        }
      }
      for (int l = 0; j + l < columns; l += COUNT) {
        VectorMask<Float> rest = F.indexInRange(j + l, columns);
        FloatVector v = FloatVector.fromArray(F, x, row + j + l, rest);
        if (l == 0) {
          a = CLASS.cast(a).add(v);
        } else if (l == COUNT) {
          b = CLASS.cast(b).add(v);
        } else if (l == 2 * COUNT) {
          c = CLASS.cast(c).add(v);
        } else {
          d = CLASS.cast(d).add(v);
        }
      }
    }
    a = CLASS.cast(a);
    b = CLASS.cast(b);
    if (FOUR) {
      a = CLASS.cast(a.add(c)).add(b.add(d));
    } else {
      a = CLASS.cast(TWO ? a.add(b) : a.add(a.rearrange(BY_8)));
      a = a.add(a.rearrange(BY_4));
    }
    a = CLASS.cast(a);
    a = CLASS.cast(a.add(a.rearrange(BY_2)));
    return a.lane(0) + a.lane(1);
  }

  @Override
  public float dot(
      int rows, int columns, float[] x, int xo, int xStride, float[] y, int yo, int yStride) {
    FloatVector a = FloatVector.zero(F);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    for (int i = 0; i < rows; i++) {
      int xRow = xo + i * xStride;
      int yRow = yo + i * yStride;
      int j = 0;
      for (; j + CHAINS <= columns; j += CHAINS) {
        a = FloatVector.fromArray(F, x, xRow + j).fma(FloatVector.fromArray(F, y, yRow + j), a);
        if (TWO) {
          b =
              FloatVector.fromArray(F, x, xRow + j + COUNT)
                  .fma(FloatVector.fromArray(F, y, yRow + j + COUNT), b);
        }
        if (FOUR) {
          c =
              FloatVector.fromArray(F, x, xRow + j + 2 * COUNT)
                  .fma(FloatVector.fromArray(F, y, yRow + j + 2 * COUNT), c);
          d =
              FloatVector.fromArray(F, x, xRow + j + 3 * COUNT)
                  .fma(FloatVector.fromArray(F, y, yRow + j + 3 * COUNT), d);
        }
      }
      for (int l = 0; j + l < columns; l += COUNT) {
        VectorMask<Float> rest = F.indexInRange(j + l, columns);
        FloatVector u = FloatVector.fromArray(F, x, xRow + j + l, rest);
        FloatVector v = FloatVector.fromArray(F, y, yRow + j + l, rest);
        if (l == 0) {
          a = CLASS.cast(a).blend(u.fma(v, a), rest);
        } else if (l == COUNT) {
          b = CLASS.cast(b).blend(u.fma(v, b), rest);
        } else if (l == 2 * COUNT) {
          c = CLASS.cast(c).blend(u.fma(v, c), rest);
        } else {
          d = CLASS.cast(d).blend(u.fma(v, d), rest);
        }
      }
    }
    a = CLASS.cast(a);
    b = CLASS.cast(b);
    if (FOUR) {
      a = CLASS.cast(a.add(c)).add(b.add(d));
    } else {
      a = CLASS.cast(TWO ? a.add(b) : a.add(a.rearrange(BY_8)));
      a = a.add(a.rearrange(BY_4));
    }
    a = CLASS.cast(a);
    a = CLASS.cast(a.add(a.rearrange(BY_2)));
    return a.lane(0) + a.lane(1);
  }

  @Override
  public void columnSums(
      int rows, int columns, float[] x, int xo, int stride, float[] sums, int so) {
    int j = 0;
    for (; j + 4 * COUNT <= columns; j += 4 * COUNT) {
      FloatVector a = FloatVector.zero(F);
      FloatVector b = a;
      FloatVector c = a;
      FloatVector d = a;
      for (int i = 0; i < rows; i++) {
        int index = xo + i * stride + j;
        a = CLASS.cast(a).add(FloatVector.fromArray(F, x, index));
        b = CLASS.cast(b).add(FloatVector.fromArray(F, x, index + COUNT));
        c = CLASS.cast(c).add(FloatVector.fromArray(F, x, index + 2 * COUNT));
        d = CLASS.cast(d).add(FloatVector.fromArray(F, x, index + 3 * COUNT));
      }
      CLASS.cast(a).intoArray(sums, so + j);
      CLASS.cast(b).intoArray(sums, so + j + COUNT);
      CLASS.cast(c).intoArray(sums, so + j + 2 * COUNT);
      CLASS.cast(d).intoArray(sums, so + j + 3 * COUNT);
    }
    for (; j < columns; j += COUNT) {
      VectorMask<Float> rest = F.indexInRange(j, columns);
      FloatVector a = FloatVector.zero(F);
      for (int i = 0; i < rows; i++) {
        a = CLASS.cast(a).add(FloatVector.fromArray(F, x, xo + i * stride + j, rest));
      }
      CLASS.cast(a).intoArray(sums, so + j, rest);
    }
  }

  @Override
  public void addRow(int rows, int columns, float[] x, int xo, int stride, float[] row, int ro) {
    int whole = F.loopBound(columns);
    if (whole < columns && stride == columns && columns <= FEW_COLUMNS && rows >= COUNT) {
      addRowWithoutGaps(rows, columns, x, xo, row, ro);
    } else {
      addRow(rows, columns, whole, x, xo, stride, row, ro);
    }
  }

  /**
   * So many rows as there are lanes, one behind the other, are a row of whole vectors: a masked
   * store, which each row would need, takes some CPUs 40 cycles (AMD Zen 3).
   */
  private static void addRowWithoutGaps(
      int rows, int columns, float[] x, int xo, float[] row, int ro) {
    int length = COUNT * columns;
    float[] repeated = Scratch.ofThisThread().panelsOfA(length);
    for (int i = 0; i < COUNT; i++) {
      System.arraycopy(row, ro, repeated, Scratch.ALIGNED + i * columns, columns);
    }
    int groups = rows / COUNT;
    addRow(groups, length, length, x, xo, length, repeated, Scratch.ALIGNED);
    int left = rows - groups * COUNT;
    int start = xo + groups * length;
    addRow(left, columns, F.loopBound(columns), x, start, columns, row, ro);
  }

  private static void addRow(
      int rows, int columns, int whole, float[] x, int xo, int stride, float[] row, int ro) {
    if (whole > 4 * COUNT) {
      for (int i = 0; i < rows; i++) {
        int start = xo + i * stride;
        for (int j = 0; j < whole; j += COUNT) {
          FloatVector a = FloatVector.fromArray(F, row, ro + j);
          CLASS.cast(FloatVector.fromArray(F, x, start + j).add(a)).intoArray(x, start + j);
        }
      }
    } else {
      for (int j = 0; j < whole; j += COUNT) {
        FloatVector a = FloatVector.fromArray(F, row, ro + j);
        for (int i = 0; i < rows; i++) {
          int index = xo + i * stride + j;
          CLASS.cast(FloatVector.fromArray(F, x, index).add(a)).intoArray(x, index);
        }
      }
    }
    if (whole < columns && rows > 0) {
      addRowMasked(rows, columns, whole, x, xo + whole, stride, row, ro + whole);
    }
  }

  /** The next row is loaded before a masked store, for which the CPU would make it wait. */
  private static void addRowMasked(
      int rows, int columns, int j, float[] x, int xo, int stride, float[] row, int ro) {
    VectorMask<Float> rest = F.indexInRange(j, columns);
    FloatVector a = FloatVector.fromArray(F, row, ro, rest);
    FloatVector v = FloatVector.fromArray(F, x, xo, rest);
    int last = xo + (rows - 1) * stride;
    for (int at = xo; at < last; at += stride) {
      FloatVector next = FloatVector.fromArray(F, x, at + stride, rest);
      CLASS.cast(v.add(a)).intoArray(x, at, rest);
      v = next;
    }
    CLASS.cast(v.add(a)).intoArray(x, last, rest);
  }

  @Override
  public float max(int n, float[] x, int xo) {
    FloatVector max = FloatVector.broadcast(F, Float.NEGATIVE_INFINITY);
    int i = 0;
    for (; i < F.loopBound(n); i += COUNT) {
      FloatVector v = FloatVector.fromArray(F, x, xo + i);
      max = CLASS.cast(max).blend(v, v.compare(VectorOperators.GT, max));
    }
    if (i < n) {
      VectorMask<Float> rest = F.indexInRange(i, n);
      FloatVector v = FloatVector.fromArray(F, x, xo + i, rest);
      max = CLASS.cast(max).blend(v, v.compare(VectorOperators.GT, max, rest));
    }
    return CLASS.cast(max).reduceLanes(VectorOperators.MAX);
  }

  private static VectorShuffle<Float> rotation(int by) {
    return VectorShuffle.fromOp(F, lane -> (lane + by) % COUNT);
  }
}
