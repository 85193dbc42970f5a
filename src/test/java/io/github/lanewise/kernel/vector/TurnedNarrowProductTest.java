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
class TurnedNarrowProductTest {

  private static final int K = 9;

  private final RandomGenerator random = Shapes.random(31);

  /** Less than a vector, blocks and a rest, whole parts of 256 rows, and a rest of a few rows. */
  @ParameterizedTest
  @ValueSource(ints = {16, 17, 32, 45, 256, 259, 512 + 40})
  void turningDoesNotChangeTheBitsAndTouchesNothingElse(int m) {
    for (int n = 1; n < Lanes.COUNT; n++) {
      for (int gap : new int[] {0, 3}) {
        check(m, n, gap, false, false);
        check(m, n, gap, true, false);
        check(m, n, gap, false, true);
      }
    }
  }

  private void check(int m, int n, int gap, boolean accumulate, boolean scaled) {
    ProductShape shape = shape(m, n, K, gap, accumulate, scaled);
    float[] a = Shapes.values(1 + K * shape.lda(), random);
    float[] b = Shapes.values(2 + K * shape.ldb(), random);
    // The last element of C is the last of its array.
    float[] expected = Shapes.values(3 + (m - 1) * shape.ldc() + n, random);
    float[] actual = expected.clone();
    new NarrowProduct(shape).run(a, 1, b, 2, expected, 3, 0.5f);
    new TurnedNarrowProduct(shape).run(a, 1, b, 2, actual, 3, 0.5f);
    assertArrayEquals(expected, actual, shape.toString());
  }

  @Test
  void manyTermsAndRowsTakeIt() {
    int n = Lanes.COUNT - 1;
    assertEquals(TurnedNarrowProduct.class, planOf(Transposition.TN, 16, n, 128));
    assertEquals(NarrowProduct.class, planOf(Transposition.TN, 16, n, 127));
    assertEquals(NarrowProduct.class, planOf(Transposition.TN, Lanes.COUNT - 1, n, 128));
    assertEquals(NarrowProduct.class, planOf(Transposition.NN, 16, n, 128));
  }

  private static Class<?> planOf(Transposition t, int m, int n, int k) {
    ProductShape tn = shape(m, n, k, 0, false, false);
    int lda = t == Transposition.TN ? tn.lda() : k;
    return ProductPlanner.plan(
            new ProductShape(t, tn.order(), m, n, k, lda, n, n, false, false, Epilogue.NONE))
        .getClass();
  }

  private static ProductShape shape(
      int m, int n, int k, int gap, boolean accumulate, boolean scaled) {
    return new ProductShape(
        Transposition.TN,
        SumOrder.CHAIN,
        m,
        n,
        k,
        m + gap,
        n + gap,
        n + gap,
        accumulate,
        scaled,
        Epilogue.NONE);
  }
}
