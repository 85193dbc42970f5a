package io.github.lanewise.tornado.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kit.Ulps;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * The kernels' own functions in Java's arithmetic: a device that contracts may differ in the last
 * bit.
 */
class DeviceMathTest {

  private interface FloatFunction {
    float apply(float x);
  }

  @Test
  void expIsWithinTwoUlp() {
    assertWithin(2, DeviceMath::exp, StrictMath::exp, -87, 0);
    assertEquals(1, DeviceMath.exp(0));
    assertEquals(0, DeviceMath.exp(-88));
    assertEquals(0, DeviceMath.exp(Float.NEGATIVE_INFINITY));
    assertTrue(Float.isNaN(DeviceMath.exp(Float.NaN)));
  }

  @Test
  void sigmoidIsWithinFourUlp() {
    assertWithin(4, DeviceMath::sigmoid, x -> 1 / (1 + StrictMath.exp(-x)), -86, 30);
    assertEquals(0.5f, DeviceMath.sigmoid(0));
    assertEquals(1, DeviceMath.sigmoid(Float.POSITIVE_INFINITY));
    assertEquals(0, DeviceMath.sigmoid(Float.NEGATIVE_INFINITY));
    assertTrue(Float.isNaN(DeviceMath.sigmoid(Float.NaN)));
  }

  @Test
  void tanhIsWithinThreeUlp() {
    assertWithin(3, DeviceMath::tanh, StrictMath::tanh, -45, 45);
    assertWithin(3, DeviceMath::tanh, StrictMath::tanh, -1e-20f, 1e-20f);
    assertEquals(0, DeviceMath.tanh(0));
    assertEquals(1, DeviceMath.tanh(Float.POSITIVE_INFINITY));
    assertEquals(-1, DeviceMath.tanh(Float.NEGATIVE_INFINITY));
    assertTrue(Float.isNaN(DeviceMath.tanh(Float.NaN)));
  }

  @Test
  void logarithmsAreWithinThreeUlp() {
    assertWithin(3, DeviceMath::log1p, StrictMath::log1p, 0, 1);
    assertWithin(3, DeviceMath::log, StrictMath::log, 1, 1e6f);
    assertWithin(3, DeviceMath::log, StrictMath::log, 1, 2);
    assertEquals(0, DeviceMath.log(1));
    assertTrue(Float.isNaN(DeviceMath.log(Float.POSITIVE_INFINITY)));
    assertTrue(Float.isNaN(DeviceMath.log(Float.NaN)));
  }

  @Test
  void derivativesFollowFromTheValue() {
    for (float q : new float[] {0.25f, 0.5f, 1}) {
      assertEquals(q * (1 - q), DeviceMath.derivative(DeviceMath.SIGMOID, 0, q));
      assertEquals(1 - q * q, DeviceMath.derivative(DeviceMath.TANH, 0, q));
      assertEquals(1, DeviceMath.derivative(DeviceMath.LEAKY_RELU, 0.1f, q));
      assertEquals(1, DeviceMath.derivative(DeviceMath.IDENTITY, 0, q));
    }
    assertEquals(0.1f, DeviceMath.derivative(DeviceMath.LEAKY_RELU, 0.1f, 0));
    assertTrue(Float.isNaN(DeviceMath.derivative(DeviceMath.LEAKY_RELU, 0, Float.NaN)));
  }

  @Test
  void leakyReluKeepsInfinitiesAndNan() {
    assertEquals(-0.5f, DeviceMath.activation(DeviceMath.LEAKY_RELU, 0.25f, -2));
    assertEquals(0, DeviceMath.activation(DeviceMath.LEAKY_RELU, 0, Float.NEGATIVE_INFINITY));
    assertTrue(Float.isNaN(DeviceMath.activation(DeviceMath.LEAKY_RELU, 0, Float.NaN)));
  }

  private static void assertWithin(
      double ulps, FloatFunction actual, DoubleUnaryOperator exact, float low, float high) {
    int points = 200_000;
    double worst = 0;
    float where = low;
    for (int i = 0; i <= points; i++) {
      float x = (float) (low + (high - low) * (double) i / points);
      double error = Ulps.error(exact.applyAsDouble(x), actual.apply(x));
      if (!(error <= worst)) {
        worst = error;
        where = x;
      }
    }
    double error = worst;
    float x = where;
    assertTrue(error <= ulps, () -> "%s ulp at %s".formatted(error, x));
  }
}
