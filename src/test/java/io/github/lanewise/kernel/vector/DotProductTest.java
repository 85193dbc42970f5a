package io.github.lanewise.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.lanewise.kernel.Epilogue;
import io.github.lanewise.kernel.SumOrder;
import io.github.lanewise.kernel.Transposition;
import io.github.lanewise.kit.Shapes;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operands too large for the caches are read block by block. */
@Tag("vector")
class DotProductTest {

  private final RandomGenerator random = Shapes.random(19);

  /** Some rows against more than the second-level cache holds, with terms short of whole steps. */
  @ParameterizedTest
  @CsvSource({"1, 9001", "2, 4096", "3, 3008", "5, 2053", "8, 1024", "11, 1500", "15, 1007"})
  void blocksDoNotChangeTheBits(int few, int k) {
    int many = PackedProduct.CACHES.l2() / (4 * k) + 7;
    check(few, many, k, false);
    check(many, few, k, true);
  }

  private void check(int m, int n, int k, boolean accumulate) {
    int ldc = n + 2;
    float[] a = Shapes.values(1 + m * k, random);
    float[] b = Shapes.values(2 + n * k, random);
    float[] c = Shapes.values(3 + m * ldc, random);
    float[] expected = c.clone();
    DotProduct element = new DotProduct(shape(1, 1, k, ldc, accumulate));
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        element.run(a, 1 + i * k, b, 2 + j * k, expected, 3 + i * ldc + j, 0);
      }
    }
    new DotProduct(shape(m, n, k, ldc, accumulate)).run(a, 1, b, 2, c, 3, 0);
    assertArrayEquals(expected, c, m + "×" + n + "×" + k);
  }

  private static ProductShape shape(int m, int n, int k, int ldc, boolean accumulate) {
    return new ProductShape(
        Transposition.NT,
        SumOrder.INTERLEAVED,
        m,
        n,
        k,
        k,
        k,
        ldc,
        accumulate,
        false,
        Epilogue.NONE);
  }
}
