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
    Suite<ProductShape> suite = Suite.products();
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
  void holdsEveryNetWithEveryBatchActivationAndCostThatItAllows() {
    Suite<NetworkShape> suite = Suite.networks();
    Set<NetworkShape> all = suite.shapes(suite.names());
    assertEquals(6, suite.names().size());
    assertEquals(5 * 40 + 20, all.size());
    for (String net : suite.names()) {
      for (HiddenActivation activation : HiddenActivation.values()) {
        for (int batch : List.of(1, 8, 32, 128, 1024)) {
          String text = net + ":" + batch + ":" + activation + ":";
          assertTrue(suite.group(net).contains(NetworkShape.parse(text + "squared")), text);
          assertEquals(
              !net.endsWith("-1"),
              suite.group(net).stream()
                  .anyMatch(shape -> shape.toString().equals(text + "crossentropy")));
        }
      }
    }
  }

  @Test
  void theSampleOfNetworksHasEachOfThemEachBatchEachActivationAndEachCost() {
    Set<NetworkShape> sample = Suite.networks().sample();
    assertEquals(22, sample.size());
    assertEquals(6, sample.stream().map(NetworkShape::net).distinct().count());
    assertEquals(5, sample.stream().map(NetworkShape::batch).distinct().count());
    assertEquals(4, sample.stream().map(NetworkShape::activation).distinct().count());
    assertEquals(2, sample.stream().map(NetworkShape::cost).distinct().count());
  }

  @Test
  void choosesGroupsAndOfThemTheSample() {
    Suite<NetworkShape> suite = Suite.networks();
    assertEquals(suite.sample(), suite.chosen(List.of(), true));
    assertEquals(suite.group("13-32-1"), suite.chosen(List.of("13-32-1"), false));
    assertEquals(3, suite.chosen(List.of("13-32-1"), true).size());
  }

  @Test
  void aShapeCountsInEachOfItsGroupsAndIsMeasuredOnce() {
    Suite<ProductShape> suite =
        Suite.parse("[a]\nNN:1x1x1* NN:2x2x2\n# remark\n[b]\nNN:1x1x1", ProductShape::parse);
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
    assertThrows(
        IllegalArgumentException.class, () -> Suite.parse("NN:1x1x1", ProductShape::parse));
    assertThrows(IllegalArgumentException.class, () -> Suite.products().group("triangles"));
  }
}
