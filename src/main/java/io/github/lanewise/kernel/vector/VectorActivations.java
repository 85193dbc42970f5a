package io.github.lanewise.kernel.vector;

import static io.github.lanewise.kernel.vector.Lanes.COUNT;
import static io.github.lanewise.kernel.vector.Lanes.F;

import io.github.lanewise.kernel.ActivationKernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** Activations a vector at a time, the last one masked. */
final class VectorActivations implements ActivationKernels {

  @Override
  public void exp(int n, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (; i < F.loopBound(n); i += COUNT) {
      VectorExp.of(load(x, xo + i)).intoArray(y, yo + i);
    }
    if (i < n) {
      VectorMask<Float> rest = F.indexInRange(i, n);
      VectorExp.of(load(x, xo + i, rest)).intoArray(y, yo + i, rest);
    }
  }

  @Override
  public void sigmoid(int n, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (; i < F.loopBound(n); i += COUNT) {
      VectorSigmoid.of(load(x, xo + i)).intoArray(y, yo + i);
    }
    if (i < n) {
      VectorMask<Float> rest = F.indexInRange(i, n);
      VectorSigmoid.of(load(x, xo + i, rest)).intoArray(y, yo + i, rest);
    }
  }

  @Override
  public void tanh(int n, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (; i < F.loopBound(n); i += COUNT) {
      VectorTanh.of(load(x, xo + i)).intoArray(y, yo + i);
    }
    if (i < n) {
      VectorMask<Float> rest = F.indexInRange(i, n);
      VectorTanh.of(load(x, xo + i, rest)).intoArray(y, yo + i, rest);
    }
  }

  @Override
  public void relu(int n, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (; i < F.loopBound(n); i += COUNT) {
      relu(load(x, xo + i)).intoArray(y, yo + i);
    }
    if (i < n) {
      VectorMask<Float> rest = F.indexInRange(i, n);
      relu(load(x, xo + i, rest)).intoArray(y, yo + i, rest);
    }
  }

  @Override
  public void leakyRelu(float slope, int n, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (; i < F.loopBound(n); i += COUNT) {
      leakyRelu(slope, load(x, xo + i)).intoArray(y, yo + i);
    }
    if (i < n) {
      VectorMask<Float> rest = F.indexInRange(i, n);
      leakyRelu(slope, load(x, xo + i, rest)).intoArray(y, yo + i, rest);
    }
  }

  @Override
  public void sigmoidDerivative(int n, float[] q, int qo, float[] out, int oo) {
    int i = 0;
    for (; i < F.loopBound(n); i += COUNT) {
      sigmoidDerivative(load(q, qo + i)).intoArray(out, oo + i);
    }
    if (i < n) {
      VectorMask<Float> rest = F.indexInRange(i, n);
      sigmoidDerivative(load(q, qo + i, rest)).intoArray(out, oo + i, rest);
    }
  }

  @Override
  public void tanhDerivative(int n, float[] q, int qo, float[] out, int oo) {
    int i = 0;
    for (; i < F.loopBound(n); i += COUNT) {
      tanhDerivative(load(q, qo + i)).intoArray(out, oo + i);
    }
    if (i < n) {
      VectorMask<Float> rest = F.indexInRange(i, n);
      tanhDerivative(load(q, qo + i, rest)).intoArray(out, oo + i, rest);
    }
  }

  @Override
  public void leakyReluDerivative(float slope, int n, float[] q, int qo, float[] out, int oo) {
    int i = 0;
    for (; i < F.loopBound(n); i += COUNT) {
      leakyReluDerivative(slope, load(q, qo + i)).intoArray(out, oo + i);
    }
    if (i < n) {
      VectorMask<Float> rest = F.indexInRange(i, n);
      leakyReluDerivative(slope, load(q, qo + i, rest)).intoArray(out, oo + i, rest);
    }
  }

  @Override
  public void sigmoidBackward(
      int n, float[] q, int qo, float[] delta, int deltaOffset, float[] out, int oo) {
    int i = 0;
    for (; i < F.loopBound(n); i += COUNT) {
      sigmoidDerivative(load(q, qo + i)).mul(load(delta, deltaOffset + i)).intoArray(out, oo + i);
    }
    if (i < n) {
      VectorMask<Float> rest = F.indexInRange(i, n);
      sigmoidDerivative(load(q, qo + i, rest))
          .mul(load(delta, deltaOffset + i, rest))
          .intoArray(out, oo + i, rest);
    }
  }

  @Override
  public void tanhBackward(
      int n, float[] q, int qo, float[] delta, int deltaOffset, float[] out, int oo) {
    int i = 0;
    for (; i < F.loopBound(n); i += COUNT) {
      tanhDerivative(load(q, qo + i)).mul(load(delta, deltaOffset + i)).intoArray(out, oo + i);
    }
    if (i < n) {
      VectorMask<Float> rest = F.indexInRange(i, n);
      tanhDerivative(load(q, qo + i, rest))
          .mul(load(delta, deltaOffset + i, rest))
          .intoArray(out, oo + i, rest);
    }
  }

  @Override
  public void leakyReluBackward(
      float slope, int n, float[] q, int qo, float[] delta, int deltaOffset, float[] out, int oo) {
    int i = 0;
    for (; i < F.loopBound(n); i += COUNT) {
      leakyReluDerivative(slope, load(q, qo + i))
          .mul(load(delta, deltaOffset + i))
          .intoArray(out, oo + i);
    }
    if (i < n) {
      VectorMask<Float> rest = F.indexInRange(i, n);
      leakyReluDerivative(slope, load(q, qo + i, rest))
          .mul(load(delta, deltaOffset + i, rest))
          .intoArray(out, oo + i, rest);
    }
  }

  private static FloatVector relu(FloatVector x) {
    return x.blend(0, x.compare(VectorOperators.LE, 0));
  }

  private static FloatVector leakyRelu(float slope, FloatVector x) {
    return x.blend(x.mul(slope), x.compare(VectorOperators.LE, 0));
  }

  private static FloatVector sigmoidDerivative(FloatVector q) {
    return q.neg().fma(q, q);
  }

  private static FloatVector tanhDerivative(FloatVector q) {
    return q.neg().fma(q, VectorExp.constant(1));
  }

  private static FloatVector leakyReluDerivative(float slope, FloatVector q) {
    return q.blend(slope, q.compare(VectorOperators.LE, 0))
        .blend(1, q.compare(VectorOperators.GT, 0));
  }

  private static FloatVector load(float[] x, int index) {
    return FloatVector.fromArray(F, x, index);
  }

  private static FloatVector load(float[] x, int index, VectorMask<Float> rest) {
    return FloatVector.fromArray(F, x, index, rest);
  }
}
