package io.github.lanewise.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.lanewise.kernel.Epilogue;
import io.github.lanewise.kernel.SumOrder;
import io.github.lanewise.kernel.Transposition;
import io.github.lanewise.kit.Shapes;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chain by chain on a packed operand, against dot products. */
@Tag("vector")
class ChainwiseProductTest {

  private final RandomGenerator random = Shapes.random(12);

  /** All heights and edges of tiles and groups, and terms short of whole steps. */
  @ParameterizedTest
  @CsvSource({
    "1, 16, 16",
    "2, 17, 17",
    "3, 33, 40",
    "4, 128, 56",
    "5, 77, 95",
    "6, 48, 100",
    "7, 40, 112",
    "8, 100, 784",
    "9, 65, 144",
    "11, 31, 170",
    "13, 61, 208",
    "15, 130, 241"
  })
  void theBitsAreThoseOfDotProducts(int m, int n, int k) {
    check(m, n, k, false);
    check(m, n, k, true);
  }

  /** A chain whose sum is −0 and that is filled up with a term 0·0 becomes +0. */
  @Test
  void fillingUpIsPartOfTheOrder() {
    int k = 17;
    float[] a = new float[4 * k];
    float[] b = new float[128 * k];
    Arrays.fill(a, -1e-30f);
    Arrays.fill(b, 1e-30f);
    float[] chains = ChainwiseProduct.pack(128, k, b, 0, k, new float[0]);
    float[] c = new float[4 * 128];
    float[] byDots = new float[4 * 128];
    new ChainwiseProduct(shape(4, 128, k, k, PrepackedProduct.PACKED, 128, false))
        .run(a, 0, chains, Scratch.ALIGNED, c, 0, 0);
    new DotProduct(shape(4, 128, k, k, k, 128, false)).run(a, 0, b, 0, byDots, 0, 0);
    assertArrayEquals(byDots, c);
  }

  @Test
  void stripsOfColumnsAreThoseOfTheWhole() {
    int m = 6;
    int n = 200;
    int k = 96;
    ProductShape shape = shape(m, n, k, k, PrepackedProduct.PACKED, n, false);
    float[] a = Shapes.values(m * k, random);
    float[] chains = ChainwiseProduct.pack(n, k, Shapes.values(n * k, random), 0, k, new float[0]);
    float[] whole = new float[m * n];
    float[] strips = new float[m * n];
    ChainwiseProduct product = new ChainwiseProduct(shape);
    product.run(a, 0, chains, Scratch.ALIGNED, whole, 0, 0);
    product.run(0, 64, a, 0, chains, Scratch.ALIGNED, strips, 0);
    product.run(64, 128, a, 0, chains, Scratch.ALIGNED, strips, 0);
    product.run(192, 8, a, 0, chains, Scratch.ALIGNED, strips, 0);
    assertArrayEquals(whole, strips);
  }

  private void check(int m, int n, int k, boolean accumulate) {
    int lda = k + 3;
    int ldb = k + 5;
    int ldc = n + 2;
    float[] a = Shapes.values(1 + m * lda, random);
    float[] b = Shapes.values(2 + n * ldb, random);
    float[] expected = Shapes.values(3 + m * ldc, random);
    float[] c = expected.clone();
    new DotProduct(shape(m, n, k, lda, ldb, ldc, accumulate)).run(a, 1, b, 2, expected, 3, 0);
    new ChainwiseProduct(shape(m, n, k, lda, PrepackedProduct.PACKED, ldc, accumulate))
        .run(a, 1, ChainwiseProduct.pack(n, k, b, 2, ldb, new float[0]), Scratch.ALIGNED, c, 3, 0);
    assertArrayEquals(expected, c, m + "×" + n + "×" + k + (accumulate ? " +" : ""));
  }

  private static ProductShape shape(
      int m, int n, int k, int lda, int ldb, int ldc, boolean accumulate) {
    return new ProductShape(
        Transposition.NT,
        SumOrder.INTERLEAVED,
        m,
        n,
        k,
        lda,
        ldb,
        ldc,
        accumulate,
        false,
        Epilogue.NONE);
  }
}
