package io.github.lanewise.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.lanewise.Threads;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProductsOnlyTest {

  private static final NetworkShape SHAPE = NetworkShape.parse("13-9-8-3:5:sigmoid:squared");

  private static ProductsOnly arm() {
    return ProductsOnly.checked(StepProblem.random(SHAPE), Threads.sequential());
  }

  @Test
  void areThoseOfAStepAndTheirWorkIsWhatIsCounted() {
    List<GemmOperands> products = arm().products();
    assertEquals(
        List.of(
            "NT:5x9x13",
            "NT:5x8x9",
            "NT:5x3x8",
            "NN:5x8x3",
            "NN:5x9x8",
            "TN:3x8x5",
            "TN:8x9x5",
            "TN:9x13x5"),
        products.stream().map(product -> product.shape().toString()).toList());
    assertEquals(
        SHAPE.stepGflop(),
        products.stream().mapToDouble(product -> product.shape().gflop()).sum(),
        1e-15);
    assertEquals(
        SHAPE.inferGflop(),
        products.subList(0, 3).stream().mapToDouble(product -> product.shape().gflop()).sum(),
        1e-15);
  }

  @Test
  void aWrongElementOfAnyIsRefused() {
    for (GemmOperands product : arm().products()) {
      ProductOracle.check("products", product);
      product.c()[1] += 1e-3f;
      assertThrows(IllegalStateException.class, () -> ProductOracle.check("products", product));
    }
  }

  @Test
  void aProductThatWasLeftOutIsRefused() {
    for (GemmOperands product : arm().products()) {
      product.c()[0] = Float.NaN;
      assertThrows(IllegalStateException.class, () -> ProductOracle.check("products", product));
    }
  }
}
