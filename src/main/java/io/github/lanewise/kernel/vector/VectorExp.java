package io.github.lanewise.kernel.vector;

import static io.github.lanewise.kernel.ExpConstants.C2;
import static io.github.lanewise.kernel.ExpConstants.C3;
import static io.github.lanewise.kernel.ExpConstants.C4;
import static io.github.lanewise.kernel.ExpConstants.C5;
import static io.github.lanewise.kernel.ExpConstants.C6;
import static io.github.lanewise.kernel.ExpConstants.EXP_OVERFLOW;
import static io.github.lanewise.kernel.ExpConstants.EXP_ROUNDER;
import static io.github.lanewise.kernel.ExpConstants.EXP_UNDERFLOW;
import static io.github.lanewise.kernel.ExpConstants.LN2_HIGH;
import static io.github.lanewise.kernel.ExpConstants.LN2_LOW;
import static io.github.lanewise.kernel.ExpConstants.LOG2_E;
import static io.github.lanewise.kernel.ExpConstants.MANTISSA_BITS;
import static io.github.lanewise.kernel.vector.Lanes.COUNT;
import static io.github.lanewise.kernel.vector.Lanes.F;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * eˣ = eʳ·2ⁿ, x = n·ln 2 + r, in every lane. Operation for operation what the scalar engine does.
 */
final class VectorExp {

  private VectorExp() {}

  static void run(int count, float[] in, int inOffset, float[] out, int outOffset) {
    for (int i = 0; i < count; i += COUNT) {
      int left = count - i;
      FloatVector x =
          left >= COUNT
              ? FloatVector.fromArray(F, in, inOffset + i)
              : FloatVector.fromArray(F, in, inOffset + i, F.indexInRange(0, left));

      FloatVector shifted =
          x.fma(FloatVector.broadcast(F, LOG2_E), FloatVector.broadcast(F, EXP_ROUNDER));
      FloatVector n = shifted.sub(EXP_ROUNDER);
      FloatVector r =
          n.fma(FloatVector.broadcast(F, -LN2_LOW), n.fma(FloatVector.broadcast(F, -LN2_HIGH), x));

      // (eʳ − 1 − r)/r².
      FloatVector tail = FloatVector.broadcast(F, C6).fma(r, FloatVector.broadcast(F, C5));
      tail = tail.fma(r, FloatVector.broadcast(F, C4));
      tail = tail.fma(r, FloatVector.broadcast(F, C3));
      tail = tail.fma(r, FloatVector.broadcast(F, C2));
      FloatVector p = tail.fma(r, FloatVector.broadcast(F, 1)).fma(r, FloatVector.broadcast(F, 1));

      // Two factors, as 2ⁿ may be no normal float; the second product alone rounds.
      IntVector exponents = shifted.reinterpretAsInts();
      IntVector half = exponents.lanewise(VectorOperators.LSHR, 1);
      FloatVector first = half.lanewise(VectorOperators.LSHL, MANTISSA_BITS).reinterpretAsFloats();
      FloatVector second =
          exponents.sub(half).lanewise(VectorOperators.LSHL, MANTISSA_BITS).reinterpretAsFloats();
      FloatVector y = p.mul(first).mul(second);

      y =
          y.blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.GT, EXP_OVERFLOW))
              .blend(0, x.compare(VectorOperators.LT, EXP_UNDERFLOW));

      if (left >= COUNT) {
        y.intoArray(out, outOffset + i);
      } else {
        y.intoArray(out, outOffset + i, F.indexInRange(0, left));
      }
    }
  }
}
