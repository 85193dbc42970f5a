package io.github.lanewise.kernel.vector;

import static io.github.lanewise.kernel.ExpConstants.LN2_HIGH;
import static io.github.lanewise.kernel.ExpConstants.LN2_LOW;
import static io.github.lanewise.kernel.ExpConstants.LOG2_E;
import static io.github.lanewise.kernel.ExpConstants.MANTISSA_BITS;
import static io.github.lanewise.kernel.ExpConstants.SIGMOID_ROUNDER;
import static io.github.lanewise.kernel.ExpConstants.SIGMOID_SATURATION;
import static io.github.lanewise.kernel.ExpConstants.SIGMOID_UNSCALE;
import static io.github.lanewise.kernel.ExpConstants.SIGN_BIT;
import static io.github.lanewise.kernel.vector.VectorExp.constant;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * σ(−|x|) = z/(1+z), z = e⁻|x|, and σ(|x|) = 1 − σ(−|x|), in every lane. Operation for operation
 * what the scalar engine does.
 */
final class VectorSigmoid {

  private VectorSigmoid() {}

  static FloatVector of(FloatVector x) {
    FloatVector a =
        x.reinterpretAsInts().lanewise(VectorOperators.OR, SIGN_BIT).reinterpretAsFloats();
    a = a.blend(SIGMOID_SATURATION, a.compare(VectorOperators.LT, SIGMOID_SATURATION));

    FloatVector shifted = a.fma(constant(LOG2_E), constant(SIGMOID_ROUNDER));
    FloatVector n = shifted.sub(SIGMOID_ROUNDER);
    FloatVector r = n.fma(constant(-LN2_LOW), n.fma(constant(-LN2_HIGH), a));
    FloatVector scale =
        shifted
            .reinterpretAsInts()
            .lanewise(VectorOperators.LSHL, MANTISSA_BITS)
            .reinterpretAsFloats();

    // eʳ = high + low.
    FloatVector one = constant(1);
    FloatVector c = VectorExp.tail(r).fma(r, one);
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
    return one.sub(below).blend(below, x.compare(VectorOperators.LT, 0));
  }
}
