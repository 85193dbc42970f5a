package io.github.lanewise.derivation;

import static io.github.lanewise.kernel.function.LogisticConstants.BASE;
import static io.github.lanewise.kernel.function.LogisticConstants.SEED;
import static io.github.lanewise.kernel.function.LogisticConstants.SHIFT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/**
 * The first approximation of 1/d in σ; {@code docs/functions.md} explains it. A power of two in d
 * moves the seed by the same power, so that the mantissas of one binade stand for all.
 */
class ReciprocalTest {

  private static final double STATED = 3.3e-5;

  @Test
  void everyMantissaIsWithinTheErrorStated() {
    double least = 2;
    double most = 0;
    double error = 0;
    for (int bits = Float.floatToRawIntBits(1); bits < Float.floatToRawIntBits(2); bits++) {
      float d = Float.intBitsToFloat(bits);
      float seed = seed(d);
      least = Math.min(least, (double) d * seed);
      most = Math.max(most, (double) d * seed);
      float t = Math.fma(-d, seed, SHIFT);
      error = Math.max(error, Math.abs(1 - (double) d * (seed * Math.fma(t, t, BASE))));
    }
    assertTrue(least > 0.9499 && most < 1.052, least + " to " + most);
    assertTrue(error <= STATED && error > 0.98 * STATED, "error " + error);
  }

  /** The best of all K and B, to half a percent: moving either makes one of the extremes larger. */
  @Test
  void otherConstantsAreNoBetter() {
    double best = error(SHIFT, BASE);
    for (double shift : new double[] {-1e-4, -1e-6, 0, 1e-6, 1e-4}) {
      for (double base : new double[] {-1e-4, -1e-6, 0, 1e-6, 1e-4}) {
        assertTrue(error(SHIFT + shift, BASE + base) >= 0.995 * best, shift + ", " + base);
      }
    }
  }

  @Test
  void theSeedScalesWithItsArgument() {
    for (float scale : new float[] {0x1p-40f, 0x1p-1f, 0x1p20f, 0x1p120f}) {
      assertEquals(seed(1.7f) / scale, seed(1.7f * scale));
    }
  }

  private static double error(double shift, double base) {
    double error = 0;
    for (int bits = Float.floatToRawIntBits(1); bits < Float.floatToRawIntBits(2); bits += 499) {
      float d = Float.intBitsToFloat(bits);
      double u = (double) d * seed(d);
      error = Math.max(error, Math.abs(1 - u * ((shift - u) * (shift - u) + base)));
    }
    return error;
  }

  private static float seed(float d) {
    return Float.intBitsToFloat(SEED - Float.floatToRawIntBits(-d));
  }
}
