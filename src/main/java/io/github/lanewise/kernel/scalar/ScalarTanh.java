package io.github.lanewise.kernel.scalar;

import static io.github.lanewise.kernel.ExpConstants.LN2_HIGH;
import static io.github.lanewise.kernel.ExpConstants.LN2_LOW;
import static io.github.lanewise.kernel.ExpConstants.LOG2_E;
import static io.github.lanewise.kernel.ExpConstants.MANTISSA_BITS;
import static io.github.lanewise.kernel.ExpConstants.SIGN_BIT;
import static io.github.lanewise.kernel.ExpConstants.TANH_LEAST;
import static io.github.lanewise.kernel.ExpConstants.TANH_ROUNDER;
import static io.github.lanewise.kernel.ExpConstants.TANH_SATURATION;

/**
 * tanh |x| = u/(2−u), u = 1 − e⁻²|x|, with the sign of x. Operation for operation what the vector
 * engine does.
 */
final class ScalarTanh {

  private ScalarTanh() {}

  static float of(float x) {
    int bits = Float.floatToRawIntBits(x);
    float a = Float.intBitsToFloat(bits | SIGN_BIT);
    a = a + a;
    a = a < TANH_SATURATION ? TANH_SATURATION : a;

    int exponent = Math.max(Float.floatToRawIntBits(Math.fma(a, LOG2_E, TANH_ROUNDER)), TANH_LEAST);
    float n = Float.intBitsToFloat(exponent) - TANH_ROUNDER;
    float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, a));
    float power = Float.intBitsToFloat(exponent << MANTISSA_BITS);

    // eʳ − 1 = high + low.
    float m = ScalarExp.tail(r) * r;
    float high = Math.fma(m, r, r);
    float low = Math.fma(m, r, r - high);

    // u = 1 − 2ⁿ·(1 + high + low) = uHigh + uLow. 1 − 2ⁿ and 2ⁿ·high are exact.
    float gap = 1 - power;
    float step = power * high;
    float uHigh = gap - step;
    float uLow = Math.fma(-power, low, gap - uHigh - step);

    // q ≈ u/(2−u), then the remainder u − q·(2−u), where uHigh − 2q is exact.
    float reciprocal = 1 / (2 - uHigh);
    float q = uHigh * reciprocal;
    float remainder = Math.fma(uHigh, q, Math.fma(-2, q, uHigh)) + Math.fma(uLow, q, uLow);
    q = Math.fma(remainder, reciprocal, q);

    return Float.intBitsToFloat(Float.floatToRawIntBits(q) | (bits & SIGN_BIT));
  }
}
