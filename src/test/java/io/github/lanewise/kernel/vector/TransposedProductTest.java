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
import org.junit.jupiter.params.provider.CsvSource;

@Tag("vector")
class TransposedProductTest {

  /** Rows up to more than are packed at a time, columns up to more than are turned at a time. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 3",
    "3, 5, 7",
    "7, 16, 20",
    "8, 3, 9",
    "8, 24, 17",
    "9, 31, 40",
    "13, 32, 8",
    "16, 48, 33",
    "17, 63, 5",
    "20, 64, 100",
    "35, 95, 12",
    "33, 100, 1030",
    "261, 26, 6"
  })
  void turningDoesNotChangeTheBits(int m, int n, int k) {
    for (boolean accumulate : new boolean[] {false, true}) {
      assertSameBits(shape(m, n, k, accumulate));
    }
  }

  @Test
  void productsOfFewerRowsThanColumnsTakeIt() {
    assertEquals(TransposedProduct.class, planOf(Lanes.COUNT, 256, 100));
    assertEquals(TransposedProduct.class, planOf(32, 512, 784));
    assertEquals(PackedProduct.class, planOf(512, 512, 512));
    if (TileShapes.SMALL) {
      assertEquals(TransposedProduct.class, planOf(5, 256, 100));
    }
    assertEquals(PackedProduct.class, planOf(Math.min(4, Lanes.COUNT - 1), 256, 100));
    assertEquals(RowsOfTransposeProduct.class, planOf(Lanes.COUNT - 1, 64, 64));
  }

  private static Class<?> planOf(int m, int n, int k) {
    return ProductPlanner.plan(
            new ProductShape(
                Transposition.NT, SumOrder.CHAIN, m, n, k, k, k, n, false, false, Epilogue.NONE))
        .getClass();
  }

  private static ProductShape shape(int m, int n, int k, boolean accumulate) {
    return new ProductShape(
        Transposition.NT,
        SumOrder.CHAIN,
        m,
        n,
        k,
        k + 1,
        k + 3,
        n + 5,
        accumulate,
        false,
        Epilogue.NONE);
  }

  /** The elements between the rows of C are compared, too. */
  private static void assertSameBits(ProductShape shape) {
    RandomGenerator random = Shapes.random(shape.m());
    float[] a = Shapes.values(1 + shape.m() * shape.lda(), random);
    float[] b = Shapes.values(2 + shape.n() * shape.ldb(), random);
    float[] actual = Shapes.values(3 + shape.m() * shape.ldc(), random);
    float[] expected = actual.clone();
    for (int i = 0; i < shape.m(); i++) {
      for (int j = 0; j < shape.n(); j++) {
        int at = 3 + i * shape.ldc() + j;
        float sum = shape.accumulate() ? expected[at] : 0;
        for (int p = 0; p < shape.k(); p++) {
          sum = Math.fma(a[1 + i * shape.lda() + p], b[2 + j * shape.ldb() + p], sum);
        }
        expected[at] = sum;
      }
    }
    new TransposedProduct(shape).run(a, 1, b, 2, actual, 3, 0);
    assertArrayEquals(expected, actual, shape.toString());
  }
}
