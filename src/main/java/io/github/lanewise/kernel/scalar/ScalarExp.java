package io.github.lanewise.kernel.scalar;

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

/** eˣ = eʳ·2ⁿ, x = n·ln 2 + r. Operation for operation what the vector engine does. */
final class ScalarExp {

  private ScalarExp() {}

  static float of(float x) {
    float shifted = Math.fma(x, LOG2_E, EXP_ROUNDER);
    float n = shifted - EXP_ROUNDER;
    float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
    float p = Math.fma(Math.fma(tail(r), r, 1), r, 1);

    // Two factors, as 2ⁿ may be no normal float; the second product alone rounds.
    int exponents = Float.floatToRawIntBits(shifted);
    int half = exponents >>> 1;
    float first = Float.intBitsToFloat(half << MANTISSA_BITS);
    float second = Float.intBitsToFloat((exponents - half) << MANTISSA_BITS);
    float y = p * first * second;

    y = x > EXP_OVERFLOW ? Float.POSITIVE_INFINITY : y;
    return x < EXP_UNDERFLOW ? 0 : y;
  }

  /** (eʳ − 1 − r)/r², |r| ≤ ½·ln 2. */
  static float tail(float r) {
    return Math.fma(Math.fma(Math.fma(Math.fma(C6, r, C5), r, C4), r, C3), r, C2);
  }
}
