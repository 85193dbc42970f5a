package io.github.lanewise.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.lanewise.kernel.Epilogue;
import io.github.lanewise.kernel.SumOrder;
import io.github.lanewise.kernel.Transposition;
import io.github.lanewise.kit.Shapes;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("vector")
class SweptProductTest {

  private static final int MOST = 64;

  /** Few terms: all counts of sweeps for one row and for many; few rows: all counts, with rests. */
  @ParameterizedTest
  @CsvSource({
    "1, 64, 1",
    "1, 47, 8",
    "1, 33, 13",
    "1, 37, 26",
    "1, 40, 24",
    "2, 64, 26",
    "3, 50, 25",
    "4, 61, 30",
    "5, 32, 27",
    "7, 35, 28",
    "8, 49, 31",
    "9, 64, 1",
    "10, 33, 2",
    "11, 47, 3",
    "9, 63, 4",
    "9, 48, 5",
    "13, 17, 6",
    "7, 39, 23"
  })
  void sweepsDoNotChangeTheBits(int m, int n, int k) {
    for (Transposition t : new Transposition[] {Transposition.NN, Transposition.TN}) {
      for (boolean accumulate : new boolean[] {false, true}) {
        assertSameBits(shape(t, m, n, k, accumulate, false));
      }
    }
    assertSameBits(shape(Transposition.TN, m, n, k, false, true));
  }

  @Test
  void productsThatWaitForMemoryTakeThemWithFewRegisters() {
    assertEquals(TileShapes.SMALL, planOf(64, 64, 1) == SweptProduct.class);
    assertEquals(TileShapes.SMALL, planOf(512, 784, 9) == SweptProduct.class);
    assertEquals(TileShapes.SMALL, planOf(512, 512, 12) == SweptProduct.class);
    assertEquals(TileShapes.SMALL, planOf(8, 128, 11) == SweptProduct.class);
    assertEquals(TileShapes.SMALL, planOf(1, 256, 100) == SweptProduct.class);
    assertEquals(TileShapes.SMALL, planOf(1, 1024, 1024) == SweptProduct.class);
    assertEquals(InPlaceProduct.class, planOf(64, 64, 8));
    assertEquals(InPlaceProduct.class, planOf(16, 128, 11));
    assertNotEquals(SweptProduct.class, planOf(512, 784, 12));
    assertEquals(InPlaceProduct.class, planOf(1, 64, 64));
    assertEquals(PackedProduct.class, planOf(512, 784, 64));
  }

  private static Class<?> planOf(int m, int n, int k) {
    return ProductPlanner.plan(
            new ProductShape(
                Transposition.NN, SumOrder.CHAIN, m, n, k, k, n, n, false, false, Epilogue.NONE))
        .getClass();
  }

  private static ProductShape shape(
      Transposition t, int m, int n, int k, boolean accumulate, boolean scaled) {
    return new ProductShape(
        t,
        SumOrder.CHAIN,
        m,
        n,
        k,
        MOST + 1,
        MOST + 3,
        MOST + 5,
        accumulate,
        scaled,
        Epilogue.NONE);
  }

  /** Often enough that the kernels pass from their first calls to all columns at a time. */
  private static void assertSameBits(ProductShape shape) {
    RandomGenerator random = Shapes.random(shape.m());
    float[] a = Shapes.values(MOST * (MOST + 5), random);
    float[] b = Shapes.values(MOST * (MOST + 5), random);
    float[] c = Shapes.values(MOST * (MOST + 5), random);
    float[] expected = c.clone();
    new InPlaceProduct(shape).run(a, 1, b, 2, expected, 3, 0.5f);
    SweptProduct swept = new SweptProduct(shape);
    for (int i = 0; i < 10; i++) {
      float[] actual = c.clone();
      swept.run(a, 1, b, 2, actual, 3, 0.5f);
      assertArrayEquals(expected, actual, shape.toString());
    }
  }
}
