package io.github.lanewise.kernel.scalar;

import static io.github.lanewise.kernel.ExpConstants.LN2_HIGH;
import static io.github.lanewise.kernel.ExpConstants.LN2_LOW;
import static io.github.lanewise.kernel.ExpConstants.LOG2_E;
import static io.github.lanewise.kernel.ExpConstants.MANTISSA_BITS;
import static io.github.lanewise.kernel.ExpConstants.SIGMOID_ROUNDER;
import static io.github.lanewise.kernel.ExpConstants.SIGMOID_SATURATION;
import static io.github.lanewise.kernel.ExpConstants.SIGMOID_UNSCALE;

/**
 * σ(−|x|) = z/(1+z), z = e⁻|x|, and σ(|x|) = 1 − σ(−|x|). Operation for operation what the vector
 * engine does.
 */
final class ScalarSigmoid {

  private ScalarSigmoid() {}

  static float of(float x) {
    float a = -Math.abs(x);
    a = a < SIGMOID_SATURATION ? SIGMOID_SATURATION : a;

    float shifted = Math.fma(a, LOG2_E, SIGMOID_ROUNDER);
    float n = shifted - SIGMOID_ROUNDER;
    float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, a));
    float scale = Float.intBitsToFloat(Float.floatToRawIntBits(shifted) << MANTISSA_BITS);

    // eʳ = high + low.
    float c = Math.fma(ScalarExp.tail(r), r, 1);
    float high = Math.fma(c, r, 1);
    float low = Math.fma(c, r, 1 - high);

    // q ≈ high/(1+z), then the remainder high + low − q·(1 + z), where high − q is exact.
    float power = scale * SIGMOID_UNSCALE;
    float z = power * high;
    float reciprocal = 1 / (1 + z);
    float q = high * reciprocal;
    float remainder = Math.fma(-q, z, high - q) + Math.fma(-q, power * low, low);
    q = Math.fma(remainder, reciprocal, q);

    float below = q * scale * SIGMOID_UNSCALE;
    return x < 0 ? below : 1 - below;
  }
}
