package io.github.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.lanewise.kit.Allocation;
import io.github.lanewise.kit.Guarded;
import io.github.lanewise.kit.Shapes;
import java.util.concurrent.ForkJoinPool;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** C + scale·(Aᵀ·B) against the chain of each element and one more fma. */
class GemmAddScaledTest {

  private static final float SCALE = -0.37f;

  private final RandomGenerator random = Shapes.random(3);

  @Test
  void everyElementIsItsChainScaledAndAddedOnce() {
    int cases = 0;
    for (int m : new int[] {0, 1, 5, 6, 7, 12, 13, 24, 50}) {
      for (int n : new int[] {0, 1, 7, 15, 16, 17, 31, 33, 48, 64, 77, 100}) {
        for (int k : new int[] {0, 1, 2, 8, 33, 64, 150}) {
          check(m, n, k, Threads.sequential());
          cases++;
        }
      }
    }
    assertEquals(9 * 12 * 7, cases);
  }

  @Test
  void sumsOfManyTermsAreNotStoredBetween() {
    check(30, 70, 1100, Threads.sequential());
    check(200, 300, Gemm.MOST_SCALED_TERMS, Threads.sequential());
    check(700, 3, 1000, Threads.sequential());
    check(3, 1030, 1029, Threads.sequential());
  }

  @Test
  void threadsShareTheWorkAndNotTheBits() {
    try (ForkJoinPool pool = new ForkJoinPool(3)) {
      check(200, 310, 100, Threads.of(pool));
      check(1000, 17, 130, Threads.of(pool));
    }
  }

  private void check(int m, int n, int k, Threads threads) {
    Matrix a = random(k, m);
    Matrix b = random(k, n);
    Guarded c = Guarded.of(m, n, 3, 2);
    Shapes.fill(c.matrix(), random);
    float[][] expected = new float[m][n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        float sum = 0;
        for (int p = 0; p < k; p++) {
          sum = Math.fma(a.get(p, i), b.get(p, j), sum);
        }
        expected[i][j] = k == 0 ? c.matrix().get(i, j) : Math.fma(SCALE, sum, c.matrix().get(i, j));
      }
    }
    Gemm.tnAddScaled(SCALE, a, b, c.matrix(), threads);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        assertEquals(
            Float.floatToIntBits(expected[i][j]),
            Float.floatToIntBits(c.matrix().get(i, j)),
            m + "×" + n + "×" + k + " at " + i + ", " + j);
      }
    }
    c.check();
  }

  private Matrix random(int rows, int columns) {
    Matrix matrix = Matrix.wrap(new float[2 + rows * (columns + 1)], 2, rows, columns, columns + 1);
    Shapes.fill(matrix, random);
    return matrix;
  }

  @Test
  void allocatesNothing() {
    Matrix a = random(40, 50);
    Matrix b = random(40, 60);
    Matrix c = random(50, 60);
    assertEquals(0, Allocation.leastBytes(() -> Gemm.tnAddScaled(1e-3f, a, b, c)));
  }

  @Test
  void wrongShapesAreNamed() {
    Matrix long1 = Matrix.zeros(Gemm.MOST_SCALED_TERMS + 1, 1);
    IllegalArgumentException tooLong =
        assertThrows(
            IllegalArgumentException.class,
            () -> Gemm.tnAddScaled(1, long1, long1.copy(), Matrix.zeros(1, 1)));
    assertEquals(
        "gemmTNAddScaled: A is 2049×1 and B is 2049×1; they may have 2048 rows at most",
        tooLong.getMessage());
    IllegalArgumentException unequal =
        assertThrows(
            IllegalArgumentException.class,
            () -> Gemm.tnAddScaled(1, Matrix.zeros(3, 4), Matrix.zeros(5, 2), Matrix.zeros(4, 2)));
    assertEquals(
        "gemmTNAddScaled: A is 3×4 and B is 5×2; A and B must have as many rows",
        unequal.getMessage());
  }
}
