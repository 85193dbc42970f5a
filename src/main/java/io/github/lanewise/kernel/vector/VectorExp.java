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

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * eˣ = eʳ·2ⁿ, x = n·ln 2 + r, in every lane. Operation for operation what the scalar engine does.
 */
final class VectorExp {

  private VectorExp() {}

  static FloatVector of(FloatVector x) {
    FloatVector shifted = x.fma(constant(LOG2_E), constant(EXP_ROUNDER));
    FloatVector n = shifted.sub(EXP_ROUNDER);
    FloatVector r = n.fma(constant(-LN2_LOW), n.fma(constant(-LN2_HIGH), x));
    FloatVector p = tail(r).fma(r, constant(1)).fma(r, constant(1));

    // Two factors, as 2ⁿ may be no normal float; the second product alone rounds.
    IntVector exponents = shifted.reinterpretAsInts();
    IntVector half = exponents.lanewise(VectorOperators.LSHR, 1);
    FloatVector first = half.lanewise(VectorOperators.LSHL, MANTISSA_BITS).reinterpretAsFloats();
    FloatVector second =
        exponents.sub(half).lanewise(VectorOperators.LSHL, MANTISSA_BITS).reinterpretAsFloats();
    FloatVector y = p.mul(first).mul(second);

    return y.blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.GT, EXP_OVERFLOW))
        .blend(0, x.compare(VectorOperators.LT, EXP_UNDERFLOW));
  }

  /** (eʳ − 1 − r)/r², |r| ≤ ½·ln 2. */
  static FloatVector tail(FloatVector r) {
    return constant(C6)
        .fma(r, constant(C5))
        .fma(r, constant(C4))
        .fma(r, constant(C3))
        .fma(r, constant(C2));
  }

  static FloatVector constant(float value) {
    return FloatVector.broadcast(Lanes.F, value);
  }
}
