package io.github.lanewise.kernel.vector;

import static io.github.lanewise.kernel.ReductionKernels.CHAINS;
import static io.github.lanewise.kernel.vector.Lanes.CLASS;
import static io.github.lanewise.kernel.vector.Lanes.COUNT;
import static io.github.lanewise.kernel.vector.Lanes.F;

import io.github.lanewise.kernel.ReductionKernels;
import io.github.lanewise.kernel.Softmax;
import io.github.lanewise.kernel.SoftmaxKernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** The passes of softmax. Chains lie in vectors as in {@link VectorReductions}. */
final class VectorSoftmax implements SoftmaxKernels {

  private static final boolean TWO = COUNT <= CHAINS / 2;
  private static final boolean FOUR = COUNT <= CHAINS / 4;

  private final SoftmaxKernels narrow = new NarrowSoftmax();
  private final ReductionKernels reductions;

  VectorSoftmax(ReductionKernels reductions) {
    this.reductions = reductions;
  }

  @Override
  public double shift(
      int rows,
      int n,
      float[] x,
      int xo,
      int xStride,
      float[] y,
      int yo,
      int yStride,
      float[] out,
      int oo,
      int oStride) {
    if (n <= COUNT) {
      return narrow.shift(rows, n, x, xo, xStride, y, yo, yStride, out, oo, oStride);
    }
    double dots = 0;
    for (int i = 0; i < rows; i++) {
      int xRow = xo + i * xStride;
      float max = reductions.max(n, x, xRow);
      dots += shiftRow(max, n, x, xRow, y, yo + i * yStride, out, oo + i * oStride);
    }
    return dots;
  }

  @Override
  public double gradient(
      int rows, int n, float[] y, int yo, int yStride, float[] x, int xo, int xStride) {
    if (n <= COUNT) {
      return narrow.gradient(rows, n, y, yo, yStride, x, xo, xStride);
    }
    double product = 1;
    double terms = 0;
    for (int i = 0; i < rows; i++) {
      int xRow = xo + i * xStride;
      int yRow = yo + i * yStride;
      float sum = reductions.sum(1, n, x, xRow, n);
      float weight = reductions.sum(1, n, y, yRow, n);
      gradientRow(sum, weight, n, y, yRow, x, xRow);
      product *= Softmax.factor(weight, sum);
      terms += Softmax.term(weight, sum);
    }
    return Softmax.logarithm(terms, product);
  }

  private static float shiftRow(
      float shift, int n, float[] x, int xo, float[] y, int yo, float[] out, int oo) {
    FloatVector a = FloatVector.zero(F);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    int j = 0;
    for (; j + CHAINS <= n; j += CHAINS) {
      FloatVector u = FloatVector.fromArray(F, x, xo + j).sub(shift);
      CLASS.cast(u).intoArray(out, oo + j);
      a = FloatVector.fromArray(F, y, yo + j).fma(u, a);
      if (TWO) {
        FloatVector v = FloatVector.fromArray(F, x, xo + j + COUNT).sub(shift);
        CLASS.cast(v).intoArray(out, oo + j + COUNT);
        b = FloatVector.fromArray(F, y, yo + j + COUNT).fma(v, b);
      }
      if (FOUR) {
        FloatVector v = FloatVector.fromArray(F, x, xo + j + 2 * COUNT).sub(shift);
        CLASS.cast(v).intoArray(out, oo + j + 2 * COUNT);
        c = FloatVector.fromArray(F, y, yo + j + 2 * COUNT).fma(v, c);
        FloatVector w = FloatVector.fromArray(F, x, xo + j + 3 * COUNT).sub(shift);
        CLASS.cast(w).intoArray(out, oo + j + 3 * COUNT);
        d = FloatVector.fromArray(F, y, yo + j + 3 * COUNT).fma(w, d);
      }
    }
    for (int l = 0; j + l < n; l += COUNT) {
      VectorMask<Float> rest = F.indexInRange(j + l, n);
      FloatVector u = FloatVector.fromArray(F, x, xo + j + l, rest).sub(shift);
      CLASS.cast(u).intoArray(out, oo + j + l, rest);
      FloatVector v = FloatVector.fromArray(F, y, yo + j + l, rest);
      if (l == 0) {
        a = CLASS.cast(a).blend(v.fma(u, a), rest);
      } else if (l == COUNT) {
        b = CLASS.cast(b).blend(v.fma(u, b), rest);
      } else if (l == 2 * COUNT) {
        c = CLASS.cast(c).blend(v.fma(u, c), rest);
      } else {
        d = CLASS.cast(d).blend(v.fma(u, d), rest);
      }
    }
    a = CLASS.cast(a);
    b = CLASS.cast(b);
    if (FOUR) {
      a = CLASS.cast(a.add(c)).add(b.add(d));
    } else {
      a = CLASS.cast(TWO ? a.add(b) : a.add(a.rearrange(VectorReductions.BY_8)));
      a = a.add(a.rearrange(VectorReductions.BY_4));
    }
    a = CLASS.cast(a);
    a = CLASS.cast(a.add(a.rearrange(VectorReductions.BY_2)));
    return a.lane(0) + a.lane(1);
  }

  private static void gradientRow(
      float sum, float weight, int n, float[] y, int yo, float[] x, int xo) {
    int j = 0;
    for (; j < F.loopBound(n); j += COUNT) {
      FloatVector v =
          FloatVector.fromArray(F, x, xo + j)
              .div(sum)
              .mul(weight)
              .sub(FloatVector.fromArray(F, y, yo + j));
      CLASS.cast(v).intoArray(x, xo + j);
    }
    if (j < n) {
      VectorMask<Float> rest = F.indexInRange(j, n);
      FloatVector v =
          FloatVector.fromArray(F, x, xo + j, rest)
              .div(sum)
              .mul(weight)
              .sub(FloatVector.fromArray(F, y, yo + j, rest));
      CLASS.cast(v).intoArray(x, xo + j, rest);
    }
  }
}
