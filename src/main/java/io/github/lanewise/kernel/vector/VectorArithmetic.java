package io.github.lanewise.kernel.vector;

import static io.github.lanewise.kernel.vector.Lanes.COUNT;
import static io.github.lanewise.kernel.vector.Lanes.F;

import io.github.lanewise.kernel.ArithmeticKernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** Arithmetic a vector at a time, the last one masked. */
final class VectorArithmetic implements ArithmeticKernels {

  @Override
  public void multiply(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
    int i = 0;
    for (; i < F.loopBound(n); i += COUNT) {
      load(x, xo + i).mul(load(y, yo + i)).intoArray(z, zo + i);
    }
    if (i < n) {
      VectorMask<Float> rest = F.indexInRange(i, n);
      load(x, xo + i, rest).mul(load(y, yo + i, rest)).intoArray(z, zo + i, rest);
    }
  }

  @Override
  public void add(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
    int i = 0;
    for (; i < F.loopBound(n); i += COUNT) {
      load(x, xo + i).add(load(y, yo + i)).intoArray(z, zo + i);
    }
    if (i < n) {
      VectorMask<Float> rest = F.indexInRange(i, n);
      load(x, xo + i, rest).add(load(y, yo + i, rest)).intoArray(z, zo + i, rest);
    }
  }

  @Override
  public void subtract(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
    int i = 0;
    for (; i < F.loopBound(n); i += COUNT) {
      load(x, xo + i).sub(load(y, yo + i)).intoArray(z, zo + i);
    }
    if (i < n) {
      VectorMask<Float> rest = F.indexInRange(i, n);
      load(x, xo + i, rest).sub(load(y, yo + i, rest)).intoArray(z, zo + i, rest);
    }
  }

  @Override
  public void axpy(float alpha, int n, float[] x, int xo, float[] y, int yo) {
    FloatVector factor = FloatVector.broadcast(F, alpha);
    int i = 0;
    for (; i < F.loopBound(n); i += COUNT) {
      load(x, xo + i).fma(factor, load(y, yo + i)).intoArray(y, yo + i);
    }
    if (i < n) {
      VectorMask<Float> rest = F.indexInRange(i, n);
      load(x, xo + i, rest).fma(factor, load(y, yo + i, rest)).intoArray(y, yo + i, rest);
    }
  }

  @Override
  public void scale(float alpha, int n, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (; i < F.loopBound(n); i += COUNT) {
      load(x, xo + i).mul(alpha).intoArray(y, yo + i);
    }
    if (i < n) {
      VectorMask<Float> rest = F.indexInRange(i, n);
      load(x, xo + i, rest).mul(alpha).intoArray(y, yo + i, rest);
    }
  }

  @Override
  public void shift(float shift, int n, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (; i < F.loopBound(n); i += COUNT) {
      load(x, xo + i).sub(shift).intoArray(y, yo + i);
    }
    if (i < n) {
      VectorMask<Float> rest = F.indexInRange(i, n);
      load(x, xo + i, rest).sub(shift).intoArray(y, yo + i, rest);
    }
  }

  @Override
  public void divide(float divisor, int n, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (; i < F.loopBound(n); i += COUNT) {
      load(x, xo + i).div(divisor).intoArray(y, yo + i);
    }
    if (i < n) {
      VectorMask<Float> rest = F.indexInRange(i, n);
      load(x, xo + i, rest).div(divisor).intoArray(y, yo + i, rest);
    }
  }

  private static FloatVector load(float[] x, int index) {
    return FloatVector.fromArray(F, x, index);
  }

  private static FloatVector load(float[] x, int index, VectorMask<Float> rest) {
    return FloatVector.fromArray(F, x, index, rest);
  }
}
