package io.github.lanewise.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class UlpsTest {

  @Test
  void theUnitIsThatOfTheExactValuesBinade() {
    assertEquals(1, Ulps.error(1, 1 + 0x1p-23f));
    assertEquals(0.5, Ulps.error(1, 1 - 0x1p-24f));
    assertEquals(1, Ulps.error(1 - 0x1p-30, 1 - 0x1p-30f - 0x1p-24f), 0.02);
    assertEquals(0.25, Ulps.error(1.5 + 0x1p-25, 1.5f));
    assertEquals(1, Ulps.error(0x1p-126, 0x1p-126f - 0x1p-149f));
    assertEquals(0.75, Ulps.error(0x1.8p-150, 0));
    assertEquals(0, Ulps.error(0, -0f));
  }

  @Test
  void overflowAndNanAreNeverClose() {
    assertEquals(0, Ulps.error(0x1p128, Float.POSITIVE_INFINITY));
    assertEquals(Double.POSITIVE_INFINITY, Ulps.error(0x1p128, Float.MAX_VALUE));
    assertEquals(Double.POSITIVE_INFINITY, Ulps.error(0x1p127, Float.POSITIVE_INFINITY));
    assertEquals(Double.POSITIVE_INFINITY, Ulps.error(0x1p128, Float.NEGATIVE_INFINITY));
    assertEquals(Double.NaN, Ulps.error(1, Float.NaN));
    assertEquals(Double.NaN, Ulps.error(Double.NaN, 1));
    assertEquals(Double.NaN, Ulps.error(0x1p128, Float.NaN));
    assertEquals(0, Ulps.error(Double.NaN, Float.NaN));
  }
}
