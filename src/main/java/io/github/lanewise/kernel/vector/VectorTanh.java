package io.github.lanewise.kernel.vector;

import static io.github.lanewise.kernel.ExpConstants.LN2_HIGH;
import static io.github.lanewise.kernel.ExpConstants.LN2_LOW;
import static io.github.lanewise.kernel.ExpConstants.LOG2_E;
import static io.github.lanewise.kernel.ExpConstants.MANTISSA_BITS;
import static io.github.lanewise.kernel.ExpConstants.SIGN_BIT;
import static io.github.lanewise.kernel.ExpConstants.TANH_LEAST;
import static io.github.lanewise.kernel.ExpConstants.TANH_ROUNDER;
import static io.github.lanewise.kernel.ExpConstants.TANH_SATURATION;
import static io.github.lanewise.kernel.vector.VectorExp.constant;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * tanh |x| = u/(2−u), u = 1 − e⁻²|x|, with the sign of x, in every lane. Operation for operation
 * what the scalar engine does.
 */
final class VectorTanh {

  private VectorTanh() {}

  static FloatVector of(FloatVector x) {
    IntVector bits = x.reinterpretAsInts();
    FloatVector a = bits.lanewise(VectorOperators.OR, SIGN_BIT).reinterpretAsFloats();
    a = a.add(a);
    a = a.blend(TANH_SATURATION, a.compare(VectorOperators.LT, TANH_SATURATION));

    IntVector exponent =
        a.fma(constant(LOG2_E), constant(TANH_ROUNDER)).reinterpretAsInts().max(TANH_LEAST);
    FloatVector n = exponent.reinterpretAsFloats().sub(TANH_ROUNDER);
    FloatVector r = n.fma(constant(-LN2_LOW), n.fma(constant(-LN2_HIGH), a));
    FloatVector power =
        exponent.lanewise(VectorOperators.LSHL, MANTISSA_BITS).reinterpretAsFloats();

    // eʳ − 1 = high + low.
    FloatVector m = VectorExp.tail(r).mul(r);
    FloatVector high = m.fma(r, r);
    FloatVector low = m.fma(r, r.sub(high));

    // u = 1 − 2ⁿ·(1 + high + low) = uHigh + uLow. 1 − 2ⁿ and 2ⁿ·high are exact.
    FloatVector gap = constant(1).sub(power);
    FloatVector step = power.mul(high);
    FloatVector uHigh = gap.sub(step);
    FloatVector uLow = power.neg().fma(low, gap.sub(uHigh).sub(step));

    // q ≈ u/(2−u), then the remainder u − q·(2−u), where uHigh − 2q is exact.
    FloatVector reciprocal = constant(1).div(constant(2).sub(uHigh));
    FloatVector q = uHigh.mul(reciprocal);
    FloatVector remainder = uHigh.fma(q, constant(-2).fma(q, uHigh)).add(uLow.fma(q, uLow));
    q = remainder.fma(reciprocal, q);

    IntVector sign = bits.lanewise(VectorOperators.AND, SIGN_BIT);
    return q.reinterpretAsInts().lanewise(VectorOperators.OR, sign).reinterpretAsFloats();
  }
}
