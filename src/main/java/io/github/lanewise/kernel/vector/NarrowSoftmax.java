package io.github.lanewise.kernel.vector;

import static io.github.lanewise.kernel.ReductionKernels.CHAINS;
import static io.github.lanewise.kernel.vector.Lanes.CLASS;
import static io.github.lanewise.kernel.vector.Lanes.COUNT;
import static io.github.lanewise.kernel.vector.Lanes.F;

import io.github.lanewise.kernel.Softmax;
import io.github.lanewise.kernel.SoftmaxKernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The passes of softmax for rows that fit in one vector, so that each is loaded once and no row
 * waits for another: chain c of a sum is the element c alone.
 *
 * <p>Chains beyond the vector are +0, and adding one takes −0 to +0.
 *
 * <p>A masked store counts for the CPU with all its lanes, so that the load of the next row would
 * wait for it: {@link #gradient} loads first. 32×10 takes half the time so.
 */
final class NarrowSoftmax implements SoftmaxKernels {

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
    VectorMask<Float> row = F.indexInRange(0, n);
    FloatVector zero = FloatVector.zero(F);
    FloatVector lowest = FloatVector.broadcast(F, Float.NEGATIVE_INFINITY);
    double dots = 0;
    for (int i = 0; i < rows; i++) {
      FloatVector u = FloatVector.fromArray(F, x, xo + i * xStride, row);
      FloatVector max = lowest.blend(u, u.compare(VectorOperators.GT, lowest, row));
      FloatVector other;
      if (COUNT == CHAINS) {
        other = max.rearrange(VectorReductions.BY_8);
        max = CLASS.cast(max.blend(other, other.compare(VectorOperators.GT, max)));
      }
      if (COUNT >= CHAINS / 2) {
        other = max.rearrange(VectorReductions.BY_4);
        max = CLASS.cast(max.blend(other, other.compare(VectorOperators.GT, max)));
      }
      other = max.rearrange(VectorReductions.BY_2);
      max = CLASS.cast(max.blend(other, other.compare(VectorOperators.GT, max)));
      other = max.rearrange(VectorReductions.BY_1);
      max = CLASS.cast(max.blend(other, other.compare(VectorOperators.GT, max)));
      u = u.sub(max);
      CLASS.cast(u).intoArray(out, oo + i * oStride, row);

      FloatVector v = FloatVector.fromArray(F, y, yo + i * yStride, row);
      FloatVector a = zero.blend(v.fma(u, zero), row);
      a = CLASS.cast(COUNT == CHAINS ? a.add(a.rearrange(VectorReductions.BY_8)) : a.add(zero));
      if (COUNT >= CHAINS / 2) {
        a = CLASS.cast(a.add(a.rearrange(VectorReductions.BY_4)));
      }
      a = CLASS.cast(a.add(a.rearrange(VectorReductions.BY_2)));
      dots += a.lane(0) + a.lane(1);
    }
    return dots;
  }

  @Override
  public double gradient(
      int rows, int n, float[] y, int yo, int yStride, float[] x, int xo, int xStride) {
    VectorMask<Float> row = F.indexInRange(0, n);
    FloatVector zero = FloatVector.zero(F);
    double product = 1;
    double terms = 0;
    FloatVector next = FloatVector.fromArray(F, x, xo, row);
    for (int i = 0; i < rows; i++) {
      FloatVector u = CLASS.cast(next);
      next = FloatVector.fromArray(F, x, xo + Math.min(i + 1, rows - 1) * xStride, row);
      FloatVector v = FloatVector.fromArray(F, y, yo + i * yStride, row);
      FloatVector a = zero.add(u);
      FloatVector b = zero.add(v);
      if (COUNT == CHAINS) {
        a = CLASS.cast(a.add(a.rearrange(VectorReductions.BY_8)));
        b = CLASS.cast(b.add(b.rearrange(VectorReductions.BY_8)));
      }
      if (COUNT >= CHAINS / 2) {
        a = CLASS.cast(a.add(a.rearrange(VectorReductions.BY_4)));
        b = CLASS.cast(b.add(b.rearrange(VectorReductions.BY_4)));
      }
      a = CLASS.cast(a.add(a.rearrange(VectorReductions.BY_2)));
      b = CLASS.cast(b.add(b.rearrange(VectorReductions.BY_2)));
      float sum = a.lane(0) + a.lane(1);
      float weight = b.lane(0) + b.lane(1);
      CLASS.cast(u.div(sum).mul(weight).sub(v)).intoArray(x, xo + i * xStride, row);
      product *= Softmax.factor(weight, sum);
      terms += Softmax.term(weight, sum);
    }
    return Softmax.logarithm(terms, product);
  }
}
