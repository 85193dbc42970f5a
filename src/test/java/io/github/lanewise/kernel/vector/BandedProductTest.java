package io.github.lanewise.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lanewise.kernel.Epilogue;
import io.github.lanewise.kernel.SumOrder;
import io.github.lanewise.kernel.Transposition;
import io.github.lanewise.kit.Shapes;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("vector")
class BandedProductTest {

  private static final int N = 37;
  private static final int K = 5;
  private static final int STRIDE = 41;

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 16, 27})
  void bandsDoNotChangeTheBits(int m) {
    for (Transposition t : new Transposition[] {Transposition.NN, Transposition.TN}) {
      for (boolean accumulate : new boolean[] {false, true}) {
        assertSameBits(shape(t, m, STRIDE, accumulate, false));
      }
    }
    assertSameBits(shape(Transposition.TN, m, STRIDE, false, true));
  }

  @Test
  void largeResultsOfFewTermsTakeIt() {
    int stride = Math.toIntExact(PackedProduct.CACHES.l2() / 4);
    PlannedProduct large = ProductPlanner.plan(shape(Transposition.NN, 9, stride, false, false));
    PlannedProduct small = ProductPlanner.plan(shape(Transposition.NN, 9, STRIDE, false, false));
    assertEquals(!TileShapes.SMALL, large.getClass() == BandedProduct.class);
    assertEquals(InPlaceProduct.class, small.getClass());
  }

  private static ProductShape shape(
      Transposition t, int m, int ldc, boolean accumulate, boolean scaled) {
    return new ProductShape(
        t, SumOrder.CHAIN, m, N, K, STRIDE, STRIDE, ldc, accumulate, scaled, Epilogue.NONE);
  }

  private static void assertSameBits(ProductShape shape) {
    RandomGenerator random = Shapes.random(shape.m());
    float[] a = Shapes.values(64 * STRIDE, random);
    float[] b = Shapes.values(64 * STRIDE, random);
    float[] expected = Shapes.values(64 * STRIDE, random);
    float[] actual = expected.clone();
    new InPlaceProduct(shape).run(a, 1, b, 2, expected, 3, 0.5f);
    new BandedProduct(shape).run(a, 1, b, 2, actual, 3, 0.5f);
    assertArrayEquals(expected, actual, shape.toString());
  }
}
