package io.github.lanewise.jmh;

import static io.github.lanewise.jmh.ElementwiseOperands.ALPHA;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Vector API's own operations at the preferred width; a mask takes the last elements. They have
 * no error function, so no GELU.
 */
final class JdkElementwise {

  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

  private JdkElementwise() {}

  static Runnable of(String op, ElementwiseOperands o) {
    return switch (op) {
      case "exp" -> () -> exp(o.x, o.out);
      case "log" -> () -> log(o.x, o.out);
      case "softplus" -> () -> softplus(o.x, o.out);
      case "silu" -> () -> silu(o.x, o.out);
      case "sigmoid" -> () -> sigmoid(o.x, o.out);
      case "tanh" -> () -> tanh(o.x, o.out);
      case "relu" -> () -> relu(o.x, o.out);
      case "multiply" -> () -> multiply(o.x, o.y, o.out);
      case "axpy" -> () -> axpy(o.x, o.out);
      case "sigmoidBackward" -> () -> sigmoidBackward(o.y, o.x, o.out);
      default -> throw ElementwiseOperands.unknown(op);
    };
  }

  private static void exp(float[] x, float[] out) {
    int i = 0;
    for (; i < S.loopBound(x.length); i += S.length()) {
      load(x, i).lanewise(VectorOperators.EXP).intoArray(out, i);
    }
    VectorMask<Float> rest = S.indexInRange(i, x.length);
    load(x, i, rest).lanewise(VectorOperators.EXP).intoArray(out, i, rest);
  }

  private static void log(float[] x, float[] out) {
    int i = 0;
    for (; i < S.loopBound(x.length); i += S.length()) {
      load(x, i).lanewise(VectorOperators.LOG).intoArray(out, i);
    }
    VectorMask<Float> rest = S.indexInRange(i, x.length);
    load(x, i, rest).lanewise(VectorOperators.LOG).intoArray(out, i, rest);
  }

  private static void softplus(float[] x, float[] out) {
    int i = 0;
    for (; i < S.loopBound(x.length); i += S.length()) {
      softplus(load(x, i)).intoArray(out, i);
    }
    VectorMask<Float> rest = S.indexInRange(i, x.length);
    softplus(load(x, i, rest)).intoArray(out, i, rest);
  }

  private static FloatVector softplus(FloatVector x) {
    FloatVector z = x.abs().neg().lanewise(VectorOperators.EXP);
    return x.max(0).add(z.lanewise(VectorOperators.LOG1P));
  }

  private static void silu(float[] x, float[] out) {
    int i = 0;
    for (; i < S.loopBound(x.length); i += S.length()) {
      silu(load(x, i)).intoArray(out, i);
    }
    VectorMask<Float> rest = S.indexInRange(i, x.length);
    silu(load(x, i, rest)).intoArray(out, i, rest);
  }

  private static FloatVector silu(FloatVector x) {
    return x.div(x.neg().lanewise(VectorOperators.EXP).add(1));
  }

  private static void sigmoid(float[] x, float[] out) {
    int i = 0;
    for (; i < S.loopBound(x.length); i += S.length()) {
      sigmoid(load(x, i)).intoArray(out, i);
    }
    VectorMask<Float> rest = S.indexInRange(i, x.length);
    sigmoid(load(x, i, rest)).intoArray(out, i, rest);
  }

  private static FloatVector sigmoid(FloatVector x) {
    return FloatVector.broadcast(S, 1).div(x.neg().lanewise(VectorOperators.EXP).add(1));
  }

  private static void tanh(float[] x, float[] out) {
    int i = 0;
    for (; i < S.loopBound(x.length); i += S.length()) {
      load(x, i).lanewise(VectorOperators.TANH).intoArray(out, i);
    }
    VectorMask<Float> rest = S.indexInRange(i, x.length);
    load(x, i, rest).lanewise(VectorOperators.TANH).intoArray(out, i, rest);
  }

  private static void relu(float[] x, float[] out) {
    int i = 0;
    for (; i < S.loopBound(x.length); i += S.length()) {
      load(x, i).max(0).intoArray(out, i);
    }
    VectorMask<Float> rest = S.indexInRange(i, x.length);
    load(x, i, rest).max(0).intoArray(out, i, rest);
  }

  private static void multiply(float[] x, float[] y, float[] out) {
    int i = 0;
    for (; i < S.loopBound(x.length); i += S.length()) {
      load(x, i).mul(load(y, i)).intoArray(out, i);
    }
    VectorMask<Float> rest = S.indexInRange(i, x.length);
    load(x, i, rest).mul(load(y, i, rest)).intoArray(out, i, rest);
  }

  private static void axpy(float[] x, float[] out) {
    FloatVector alpha = FloatVector.broadcast(S, ALPHA);
    int i = 0;
    for (; i < S.loopBound(x.length); i += S.length()) {
      load(x, i).fma(alpha, load(out, i)).intoArray(out, i);
    }
    VectorMask<Float> rest = S.indexInRange(i, x.length);
    load(x, i, rest).fma(alpha, load(out, i, rest)).intoArray(out, i, rest);
  }

  private static void sigmoidBackward(float[] q, float[] delta, float[] out) {
    int i = 0;
    for (; i < S.loopBound(q.length); i += S.length()) {
      sigmoidBackward(load(q, i), load(delta, i)).intoArray(out, i);
    }
    VectorMask<Float> rest = S.indexInRange(i, q.length);
    sigmoidBackward(load(q, i, rest), load(delta, i, rest)).intoArray(out, i, rest);
  }

  private static FloatVector sigmoidBackward(FloatVector q, FloatVector delta) {
    return delta.mul(q.mul(FloatVector.broadcast(S, 1).sub(q)));
  }

  private static FloatVector load(float[] x, int i) {
    return FloatVector.fromArray(S, x, i);
  }

  private static FloatVector load(float[] x, int i, VectorMask<Float> rest) {
    return FloatVector.fromArray(S, x, i, rest);
  }
}
