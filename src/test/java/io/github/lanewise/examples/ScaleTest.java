package io.github.lanewise.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ScaleTest {

  @Test
  void coversBothValuesWithAFewRoundTicks() {
    assertArrayEquals(new double[] {50, 60, 70, 80, 90, 100}, Scale.covering(57.2, 100).ticks());
    assertArrayEquals(new double[] {0, 0.5, 1, 1.5, 2, 2.5}, Scale.covering(0, 2.04).ticks());
    assertArrayEquals(
        new double[] {0, 1},
        new double[] {Scale.covering(0, 1).low(), Scale.covering(0, 1).high()});
    for (double greatest = 1e-6; greatest < 1e6; greatest *= 1.37) {
      Scale scale = Scale.covering(0, greatest);
      assertTrue(scale.low() <= 0 && greatest <= scale.high() * (1 + 1e-12), scale.toString());
      int ticks = scale.ticks().length;
      assertTrue(ticks >= 3 && ticks <= 8, scale + " has " + ticks + " ticks");
    }
  }

  @Test
  void servesASpanOfNothing() {
    Scale scale = Scale.covering(100, 100);
    assertEquals(0, scale.position(scale.low()));
    assertTrue(scale.position(100) >= 0 && scale.position(100) <= 1, scale.toString());
  }

  @Test
  void labelsHaveTheDecimalsOfTheStep() {
    assertEquals("0.05", new Scale(0, 0.1, 0.05).label(0.05));
    assertEquals("1.5", new Scale(0, 2, 0.5).label(1.5));
    assertEquals("20", new Scale(0, 100, 20).label(20));
  }
}
