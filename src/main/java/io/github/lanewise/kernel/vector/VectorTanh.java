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
import static io.github.lanewise.kernel.ExpConstants.SIGN_BIT;
import static io.github.lanewise.kernel.ExpConstants.TANH_LEAST;
import static io.github.lanewise.kernel.ExpConstants.TANH_ROUNDER;
import static io.github.lanewise.kernel.ExpConstants.TANH_SATURATION;
import static io.github.lanewise.kernel.vector.Lanes.COUNT;
import static io.github.lanewise.kernel.vector.Lanes.F;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * tanh |x| = u/(2−u), u = 1 − e⁻²|x|, with the sign of x, in every lane. Operation for operation
 * what the scalar engine does.
 */
final class VectorTanh {

  private VectorTanh() {}

  static void run(int count, float[] in, int inOffset, float[] out, int outOffset) {
    for (int i = 0; i < count; i += COUNT) {
      int left = count - i;
      FloatVector x =
          left >= COUNT
              ? FloatVector.fromArray(F, in, inOffset + i)
              : FloatVector.fromArray(F, in, inOffset + i, F.indexInRange(0, left));

      IntVector bits = x.reinterpretAsInts();
      FloatVector a = bits.lanewise(VectorOperators.OR, SIGN_BIT).reinterpretAsFloats();
      a = a.add(a);
      a = a.blend(TANH_SATURATION, a.compare(VectorOperators.LT, TANH_SATURATION));

      IntVector exponent =
          a.fma(FloatVector.broadcast(F, LOG2_E), FloatVector.broadcast(F, TANH_ROUNDER))
              .reinterpretAsInts()
              .max(TANH_LEAST);
      FloatVector n = exponent.reinterpretAsFloats().sub(TANH_ROUNDER);
      FloatVector r =
          n.fma(FloatVector.broadcast(F, -LN2_LOW), n.fma(FloatVector.broadcast(F, -LN2_HIGH), a));
      FloatVector power =
          exponent.lanewise(VectorOperators.LSHL, MANTISSA_BITS).reinterpretAsFloats();
      // (eʳ − 1 − r)/r².
      FloatVector tail = FloatVector.broadcast(F, C6).fma(r, FloatVector.broadcast(F, C5));
      tail = tail.fma(r, FloatVector.broadcast(F, C4));
      tail = tail.fma(r, FloatVector.broadcast(F, C3));
      tail = tail.fma(r, FloatVector.broadcast(F, C2));

      // eʳ − 1 = high + low.
      FloatVector m = tail.mul(r);
      FloatVector high = m.fma(r, r);
      FloatVector low = m.fma(r, r.sub(high));

      // u = 1 − 2ⁿ·(1 + high + low) = uHigh + uLow. 1 − 2ⁿ and 2ⁿ·high are exact.
      FloatVector gap = FloatVector.broadcast(F, 1).sub(power);
      FloatVector step = power.mul(high);
      FloatVector uHigh = gap.sub(step);
      FloatVector uLow = power.neg().fma(low, gap.sub(uHigh).sub(step));

      // q ≈ u/(2−u), then the remainder u − q·(2−u), where uHigh − 2q is exact.
      FloatVector reciprocal =
          FloatVector.broadcast(F, 1).div(FloatVector.broadcast(F, 2).sub(uHigh));
      FloatVector q = uHigh.mul(reciprocal);
      FloatVector remainder =
          uHigh.fma(q, FloatVector.broadcast(F, -2).fma(q, uHigh)).add(uLow.fma(q, uLow));
      q = remainder.fma(reciprocal, q);

      IntVector sign = bits.lanewise(VectorOperators.AND, SIGN_BIT);
      FloatVector y =
          q.reinterpretAsInts().lanewise(VectorOperators.OR, sign).reinterpretAsFloats();

      if (left >= COUNT) {
        y.intoArray(out, outOffset + i);
      } else {
        y.intoArray(out, outOffset + i, F.indexInRange(0, left));
      }
    }
  }
}
