package io.github.lanewise.kernel.vector;

import static io.github.lanewise.kernel.ExpConstants.C2;
import static io.github.lanewise.kernel.ExpConstants.C3;
import static io.github.lanewise.kernel.ExpConstants.C4;
import static io.github.lanewise.kernel.ExpConstants.C5;
import static io.github.lanewise.kernel.ExpConstants.C6;
import static io.github.lanewise.kernel.ExpConstants.LN2_HIGH;
import static io.github.lanewise.kernel.ExpConstants.LN2_LOW;
import static io.github.lanewise.kernel.ExpConstants.LOG2_E;
import static io.github.lanewise.kernel.ExpConstants.MANTISSA_BITS;
import static io.github.lanewise.kernel.ExpConstants.SIGMOID_ROUNDER;
import static io.github.lanewise.kernel.ExpConstants.SIGMOID_SATURATION;
import static io.github.lanewise.kernel.ExpConstants.SIGMOID_UNSCALE;
import static io.github.lanewise.kernel.ExpConstants.SIGN_BIT;
import static io.github.lanewise.kernel.vector.Lanes.COUNT;
import static io.github.lanewise.kernel.vector.Lanes.F;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * σ(−|x|) = z/(1+z), z = e⁻|x|, and σ(|x|) = 1 − σ(−|x|), in every lane. Operation for operation
 * what the scalar engine does.
 */
final class VectorSigmoid {

  private VectorSigmoid() {}

  static void run(int count, float[] in, int inOffset, float[] out, int outOffset) {
    for (int i = 0; i < count; i += COUNT) {
      int left = count - i;
      FloatVector x =
          left >= COUNT
              ? FloatVector.fromArray(F, in, inOffset + i)
              : FloatVector.fromArray(F, in, inOffset + i, F.indexInRange(0, left));

      FloatVector a =
          x.reinterpretAsInts().lanewise(VectorOperators.OR, SIGN_BIT).reinterpretAsFloats();
      a = a.blend(SIGMOID_SATURATION, a.compare(VectorOperators.LT, SIGMOID_SATURATION));

      FloatVector shifted =
          a.fma(FloatVector.broadcast(F, LOG2_E), FloatVector.broadcast(F, SIGMOID_ROUNDER));
      FloatVector n = shifted.sub(SIGMOID_ROUNDER);
      FloatVector r =
          n.fma(FloatVector.broadcast(F, -LN2_LOW), n.fma(FloatVector.broadcast(F, -LN2_HIGH), a));
      FloatVector scale =
          shifted
              .reinterpretAsInts()
              .lanewise(VectorOperators.LSHL, MANTISSA_BITS)
              .reinterpretAsFloats();
      // (eʳ − 1 − r)/r².
      FloatVector tail = FloatVector.broadcast(F, C6).fma(r, FloatVector.broadcast(F, C5));
      tail = tail.fma(r, FloatVector.broadcast(F, C4));
      tail = tail.fma(r, FloatVector.broadcast(F, C3));
      tail = tail.fma(r, FloatVector.broadcast(F, C2));

      // eʳ = high + low.
      FloatVector one = FloatVector.broadcast(F, 1);
      FloatVector c = tail.fma(r, one);
      FloatVector high = c.fma(r, one);
      FloatVector low = c.fma(r, one.sub(high));

      // q ≈ high/(1+z), then the remainder high + low − q·(1 + z), where high − q is exact.
      FloatVector power = scale.mul(SIGMOID_UNSCALE);
      FloatVector z = power.mul(high);
      FloatVector reciprocal = one.div(z.add(1));
      FloatVector q = high.mul(reciprocal);
      FloatVector minus = q.neg();
      FloatVector remainder = minus.fma(z, high.sub(q)).add(minus.fma(power.mul(low), low));
      q = remainder.fma(reciprocal, q);

      FloatVector below = q.mul(scale).mul(SIGMOID_UNSCALE);
      FloatVector y = one.sub(below).blend(below, x.compare(VectorOperators.LT, 0));

      if (left >= COUNT) {
        y.intoArray(out, outOffset + i);
      } else {
        y.intoArray(out, outOffset + i, F.indexInRange(0, left));
      }
    }
  }
}
