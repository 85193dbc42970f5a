package io.github.lanewise.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SuiteTest {

  @Test
  void holdsSquaresInEveryTranspositionAndThreeProductsOfEachLayer() {
    Suite suite = Suite.read();
    assertEquals(
        List.of("squares", "forward", "backward", "gradient", "rank-4", "strided"),
        List.copyOf(suite.names()));
    assertEquals(3 * 15, suite.group("squares").size());
    for (ProductShape forward : suite.group("forward")) {
      int batch = forward.m();
      int outputs = forward.n();
      int inputs = forward.k();
      assertTrue(
          suite.group("backward").contains(new ProductShape("NN", batch, inputs, outputs, 0)));
      assertTrue(
          suite.group("gradient").contains(new ProductShape("TN", outputs, inputs, batch, 0)));
    }
    assertEquals(8 * 9, suite.group("forward").size());
    assertTrue(suite.shapes(suite.names()).containsAll(suite.sample()));
  }

  @Test
  void aShapeCountsInEachOfItsGroupsAndIsMeasuredOnce() {
    Suite suite = Suite.parse("[a]\nNN:1x1x1* NN:2x2x2\n# remark\n[b]\nNN:1x1x1");
    ProductShape one = ProductShape.parse("NN:1x1x1");
    ProductShape three = ProductShape.parse("NN:3x3x3");
    assertEquals(2, suite.shapes(suite.names()).size());
    assertEquals(Set.of(one), suite.sample());
    assertEquals(
        Map.of("a", List.of(one), "b", List.of(one), "other", List.of(three)),
        suite.grouped(Set.of(one, three)));
  }

  @Test
  void refusesShapesWithoutAGroupAndGroupsThatItLacks() {
    assertThrows(IllegalArgumentException.class, () -> Suite.parse("NN:1x1x1"));
    assertThrows(IllegalArgumentException.class, () -> Suite.read().group("triangles"));
  }
}
