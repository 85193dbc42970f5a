package io.github.lanewise.kernel.vector;

import static io.github.lanewise.kernel.vector.Lanes.COUNT;
import static io.github.lanewise.kernel.vector.Lanes.F;

import io.github.lanewise.kernel.ArithmeticKernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * Arithmetic a vector at a time, the last one masked.
 *
 * <p>The bodies call nothing but the Vector API. A helper of our own that takes or returns vectors
 * would put them on the heap wherever C2 declines to inline it, which in a large caller it does.
 */
final class VectorArithmetic implements ArithmeticKernels {

  @Override
  public void multiply(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
    int i = 0;
    for (; i < F.loopBound(n); i += COUNT) {
      FloatVector xs = FloatVector.fromArray(F, x, xo + i);
      FloatVector ys = FloatVector.fromArray(F, y, yo + i);
      xs.mul(ys).intoArray(z, zo + i);
    }
    if (i < n) {
      VectorMask<Float> rest = F.indexInRange(i, n);
      FloatVector xs = FloatVector.fromArray(F, x, xo + i, rest);
      FloatVector ys = FloatVector.fromArray(F, y, yo + i, rest);
      xs.mul(ys).intoArray(z, zo + i, rest);
    }
  }

  @Override
  public void add(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
    int i = 0;
    for (; i < F.loopBound(n); i += COUNT) {
      FloatVector xs = FloatVector.fromArray(F, x, xo + i);
      FloatVector ys = FloatVector.fromArray(F, y, yo + i);
      xs.add(ys).intoArray(z, zo + i);
    }
    if (i < n) {
      VectorMask<Float> rest = F.indexInRange(i, n);
      FloatVector xs = FloatVector.fromArray(F, x, xo + i, rest);
      FloatVector ys = FloatVector.fromArray(F, y, yo + i, rest);
      xs.add(ys).intoArray(z, zo + i, rest);
    }
  }

  @Override
  public void subtract(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
    int i = 0;
    for (; i < F.loopBound(n); i += COUNT) {
      FloatVector xs = FloatVector.fromArray(F, x, xo + i);
      FloatVector ys = FloatVector.fromArray(F, y, yo + i);
      xs.sub(ys).intoArray(z, zo + i);
    }
    if (i < n) {
      VectorMask<Float> rest = F.indexInRange(i, n);
      FloatVector xs = FloatVector.fromArray(F, x, xo + i, rest);
      FloatVector ys = FloatVector.fromArray(F, y, yo + i, rest);
      xs.sub(ys).intoArray(z, zo + i, rest);
    }
  }

  @Override
  public void axpy(float alpha, int n, float[] x, int xo, float[] y, int yo) {
    FloatVector factor = FloatVector.broadcast(F, alpha);
    int i = 0;
    for (; i < F.loopBound(n); i += COUNT) {
      FloatVector xs = FloatVector.fromArray(F, x, xo + i);
      FloatVector ys = FloatVector.fromArray(F, y, yo + i);
      xs.fma(factor, ys).intoArray(y, yo + i);
    }
    if (i < n) {
      VectorMask<Float> rest = F.indexInRange(i, n);
      FloatVector xs = FloatVector.fromArray(F, x, xo + i, rest);
      FloatVector ys = FloatVector.fromArray(F, y, yo + i, rest);
      xs.fma(factor, ys).intoArray(y, yo + i, rest);
    }
  }

  @Override
  public void scale(float alpha, int n, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (; i < F.loopBound(n); i += COUNT) {
      FloatVector xs = FloatVector.fromArray(F, x, xo + i);
      xs.mul(alpha).intoArray(y, yo + i);
    }
    if (i < n) {
      VectorMask<Float> rest = F.indexInRange(i, n);
      FloatVector xs = FloatVector.fromArray(F, x, xo + i, rest);
      xs.mul(alpha).intoArray(y, yo + i, rest);
    }
  }

  @Override
  public void shift(float shift, int n, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (; i < F.loopBound(n); i += COUNT) {
      FloatVector xs = FloatVector.fromArray(F, x, xo + i);
      xs.sub(shift).intoArray(y, yo + i);
    }
    if (i < n) {
      VectorMask<Float> rest = F.indexInRange(i, n);
      FloatVector xs = FloatVector.fromArray(F, x, xo + i, rest);
      xs.sub(shift).intoArray(y, yo + i, rest);
    }
  }

  @Override
  public void divide(float divisor, int n, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (; i < F.loopBound(n); i += COUNT) {
      FloatVector xs = FloatVector.fromArray(F, x, xo + i);
      xs.div(divisor).intoArray(y, yo + i);
    }
    if (i < n) {
      VectorMask<Float> rest = F.indexInRange(i, n);
      FloatVector xs = FloatVector.fromArray(F, x, xo + i, rest);
      xs.div(divisor).intoArray(y, yo + i, rest);
    }
  }
}
