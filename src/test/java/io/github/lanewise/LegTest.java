package io.github.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kit.Leg;
import org.junit.jupiter.api.Test;

/** Each run of the suite got the engine and the width it exists for. */
class LegTest {

  @Test
  void theEngineIsTheOneThisLegTests() {
    String leg = Leg.name();
    if (Leg.refusal() != null) {
      assertTrue(leg.startsWith("w"), () -> leg + ": " + Leg.refusal());
      assertTrue(Leg.refusal().contains("this CPU and JVM have at most"), Leg.refusal());
      return;
    }
    Lanewise.Description got = Lanewise.describe();
    assertFalse(got.reason().isBlank());
    switch (leg) {
      case "vector" -> assertEquals("vector", got.engine());
      case "scalar" -> {
        assertEquals("scalar", got.engine());
        assertEquals(1, got.lanes());
        assertTrue(got.reason().contains("--add-modules jdk.incubator.vector"), got.reason());
      }
      case "w128", "w256", "w512" -> {
        assertEquals("vector", got.engine());
        assertEquals(Integer.parseInt(leg.substring(1)), got.vectorBits());
      }
      default -> assertEquals("none", leg);
    }
    assertEquals(got.vectorBits(), 32 * got.lanes());
  }
}
