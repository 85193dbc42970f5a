package io.github.lanewise.kernel.vector;

import static io.github.lanewise.kernel.vector.Lanes.COUNT;
import static io.github.lanewise.kernel.vector.Lanes.F;

import io.github.lanewise.kernel.ActivationKernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Activations a vector at a time, the last one masked.
 *
 * <p>The bodies call nothing but the Vector API. A helper of our own that takes or returns vectors
 * would put them on the heap wherever C2 declines to inline it, which in a large caller it does.
 */
final class VectorActivations implements ActivationKernels {

  @Override
  public void exp(int n, float[] x, int xo, float[] y, int yo) {
    VectorExp.run(n, x, xo, y, yo);
  }

  @Override
  public void sigmoid(int n, float[] x, int xo, float[] y, int yo) {
    VectorSigmoid.run(n, x, xo, y, yo);
  }

  @Override
  public void tanh(int n, float[] x, int xo, float[] y, int yo) {
    VectorTanh.run(n, x, xo, y, yo);
  }

  @Override
  public void relu(int n, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (; i < F.loopBound(n); i += COUNT) {
      FloatVector p = FloatVector.fromArray(F, x, xo + i);
      p.blend(0, p.compare(VectorOperators.LE, 0)).intoArray(y, yo + i);
    }
    if (i < n) {
      VectorMask<Float> rest = F.indexInRange(i, n);
      FloatVector p = FloatVector.fromArray(F, x, xo + i, rest);
      p.blend(0, p.compare(VectorOperators.LE, 0)).intoArray(y, yo + i, rest);
    }
  }

  @Override
  public void leakyRelu(float slope, int n, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (; i < F.loopBound(n); i += COUNT) {
      FloatVector p = FloatVector.fromArray(F, x, xo + i);
      p.blend(p.mul(slope), p.compare(VectorOperators.LE, 0)).intoArray(y, yo + i);
    }
    if (i < n) {
      VectorMask<Float> rest = F.indexInRange(i, n);
      FloatVector p = FloatVector.fromArray(F, x, xo + i, rest);
      p.blend(p.mul(slope), p.compare(VectorOperators.LE, 0)).intoArray(y, yo + i, rest);
    }
  }

  @Override
  public void sigmoidDerivative(int n, float[] q, int qo, float[] out, int oo) {
    int i = 0;
    for (; i < F.loopBound(n); i += COUNT) {
      FloatVector v = FloatVector.fromArray(F, q, qo + i);
      v.neg().fma(v, v).intoArray(out, oo + i);
    }
    if (i < n) {
      VectorMask<Float> rest = F.indexInRange(i, n);
      FloatVector v = FloatVector.fromArray(F, q, qo + i, rest);
      v.neg().fma(v, v).intoArray(out, oo + i, rest);
    }
  }

  @Override
  public void tanhDerivative(int n, float[] q, int qo, float[] out, int oo) {
    int i = 0;
    for (; i < F.loopBound(n); i += COUNT) {
      FloatVector v = FloatVector.fromArray(F, q, qo + i);
      v.neg().fma(v, FloatVector.broadcast(F, 1)).intoArray(out, oo + i);
    }
    if (i < n) {
      VectorMask<Float> rest = F.indexInRange(i, n);
      FloatVector v = FloatVector.fromArray(F, q, qo + i, rest);
      v.neg().fma(v, FloatVector.broadcast(F, 1)).intoArray(out, oo + i, rest);
    }
  }

  @Override
  public void leakyReluDerivative(float slope, int n, float[] q, int qo, float[] out, int oo) {
    int i = 0;
    for (; i < F.loopBound(n); i += COUNT) {
      FloatVector v = FloatVector.fromArray(F, q, qo + i);
      v.blend(slope, v.compare(VectorOperators.LE, 0))
          .blend(1, v.compare(VectorOperators.GT, 0))
          .intoArray(out, oo + i);
    }
    if (i < n) {
      VectorMask<Float> rest = F.indexInRange(i, n);
      FloatVector v = FloatVector.fromArray(F, q, qo + i, rest);
      v.blend(slope, v.compare(VectorOperators.LE, 0))
          .blend(1, v.compare(VectorOperators.GT, 0))
          .intoArray(out, oo + i, rest);
    }
  }

  @Override
  public void sigmoidBackward(
      int n, float[] q, int qo, float[] delta, int deltaOffset, float[] out, int oo) {
    int i = 0;
    for (; i < F.loopBound(n); i += COUNT) {
      FloatVector qs = FloatVector.fromArray(F, q, qo + i);
      FloatVector deltas = FloatVector.fromArray(F, delta, deltaOffset + i);
      qs.neg().fma(qs, qs).mul(deltas).intoArray(out, oo + i);
    }
    if (i < n) {
      VectorMask<Float> rest = F.indexInRange(i, n);
      FloatVector qs = FloatVector.fromArray(F, q, qo + i, rest);
      FloatVector deltas = FloatVector.fromArray(F, delta, deltaOffset + i, rest);
      qs.neg().fma(qs, qs).mul(deltas).intoArray(out, oo + i, rest);
    }
  }

  @Override
  public void tanhBackward(
      int n, float[] q, int qo, float[] delta, int deltaOffset, float[] out, int oo) {
    int i = 0;
    for (; i < F.loopBound(n); i += COUNT) {
      FloatVector qs = FloatVector.fromArray(F, q, qo + i);
      FloatVector deltas = FloatVector.fromArray(F, delta, deltaOffset + i);
      qs.neg().fma(qs, FloatVector.broadcast(F, 1)).mul(deltas).intoArray(out, oo + i);
    }
    if (i < n) {
      VectorMask<Float> rest = F.indexInRange(i, n);
      FloatVector qs = FloatVector.fromArray(F, q, qo + i, rest);
      FloatVector deltas = FloatVector.fromArray(F, delta, deltaOffset + i, rest);
      qs.neg().fma(qs, FloatVector.broadcast(F, 1)).mul(deltas).intoArray(out, oo + i, rest);
    }
  }

  @Override
  public void leakyReluBackward(
      float slope, int n, float[] q, int qo, float[] delta, int deltaOffset, float[] out, int oo) {
    int i = 0;
    for (; i < F.loopBound(n); i += COUNT) {
      FloatVector qs = FloatVector.fromArray(F, q, qo + i);
      FloatVector deltas = FloatVector.fromArray(F, delta, deltaOffset + i);
      qs.blend(slope, qs.compare(VectorOperators.LE, 0))
          .blend(1, qs.compare(VectorOperators.GT, 0))
          .mul(deltas)
          .intoArray(out, oo + i);
    }
    if (i < n) {
      VectorMask<Float> rest = F.indexInRange(i, n);
      FloatVector qs = FloatVector.fromArray(F, q, qo + i, rest);
      FloatVector deltas = FloatVector.fromArray(F, delta, deltaOffset + i, rest);
      qs.blend(slope, qs.compare(VectorOperators.LE, 0))
          .blend(1, qs.compare(VectorOperators.GT, 0))
          .mul(deltas)
          .intoArray(out, oo + i, rest);
    }
  }
}
