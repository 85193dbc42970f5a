package io.github.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kit.Allocation;
import io.github.lanewise.kit.Bits;
import io.github.lanewise.kit.Bound;
import io.github.lanewise.kit.Chains;
import io.github.lanewise.kit.Guarded;
import io.github.lanewise.kit.Shapes;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ReductionTest {

  private static final int[] ROWS = {0, 1, 2, 3, 17};
  private static final int[] COLUMNS = Shapes.around(4, 8, 16, 32, 64);

  private final RandomGenerator random = Shapes.random(3);

  @Test
  void sumsHaveTheDocumentedOrderAndBound() {
    for (int rows : ROWS) {
      for (int columns : COLUMNS) {
        for (int gap : new int[] {0, 5}) {
          Matrix x = Shapes.guarded(rows, columns, gap, random).matrix();
          assertSameBits(Chains.sum(x), Elementwise.sum(x));
          assertSameBits(Chains.dot(x, x), Elementwise.sumOfSquares(x));
          checkBounds(x);
        }
      }
    }
  }

  /** An array without a cell to spare, so that reading beyond the last row would throw. */
  @Test
  void sumsReadNothingBeyondTheArray() {
    for (int columns : COLUMNS) {
      Matrix x = Matrix.zeros(2, columns);
      Shapes.fill(x, random);
      assertSameBits(Chains.sum(x), Elementwise.sum(x));
      assertSameBits(Chains.dot(x, x), Elementwise.sumOfSquares(x));
    }
  }

  @Test
  void columnSumsAreChainsOverAscendingRows() {
    for (int rows : ROWS) {
      for (int columns : COLUMNS) {
        for (int gap : new int[] {0, 5}) {
          Matrix x = Shapes.guarded(rows, columns, gap, random).matrix();
          Guarded sums = Guarded.of(1, columns, gap, 5);
          Matrix expected = Matrix.zeros(1, columns);
          for (int j = 0; j < columns; j++) {
            float sum = 0;
            double exact = 0;
            double magnitude = 0;
            for (int i = 0; i < rows; i++) {
              sum += x.get(i, j);
              exact += x.get(i, j);
              magnitude += Math.abs(x.get(i, j));
            }
            expected.set(0, j, sum);
            assertTrue(Bound.ofChain(rows, magnitude).accepts(exact, sum));
          }
          Elementwise.columnSums(x, sums.matrix());
          Bits.assertSame(expected, sums.matrix(), "columnSums of " + x.shape());
          sums.check();
        }
      }
    }
  }

  @Test
  void emptyAndSignedZeroSumsArePlusZero() {
    assertSameBits(0f, Elementwise.sum(Matrix.zeros(0, 0)));
    assertSameBits(0f, Elementwise.sumOfSquares(Matrix.zeros(3, 0)));
    Matrix minus = Matrix.zeros(3, 21);
    minus.fill(-0f);
    assertSameBits(0f, Elementwise.sum(minus));
    Matrix sums = Matrix.zeros(1, 21);
    Elementwise.columnSums(minus, sums);
    Bits.assertSame(Matrix.zeros(1, 21), sums, "columnSums");
  }

  @Test
  void nanAndInfinityReachTheSumFromEveryColumn() {
    for (int columns : new int[] {5, 16, 37}) {
      for (int j = 0; j < columns; j++) {
        Matrix x = Matrix.zeros(2, columns);
        x.set(1, j, Float.NEGATIVE_INFINITY);
        assertEquals(Float.NEGATIVE_INFINITY, Elementwise.sum(x));
        assertEquals(Float.POSITIVE_INFINITY, Elementwise.sumOfSquares(x));
        x.set(0, j, Float.NaN);
        assertEquals(Float.NaN, Elementwise.sum(x));
        assertEquals(Float.NaN, Elementwise.sumOfSquares(x));
      }
    }
  }

  @Test
  void nothingIsAllocated() {
    Matrix x = Shapes.guarded(8, 37, 3, random).matrix();
    Matrix sums = Matrix.zeros(1, 37);
    assertEquals(0, Allocation.leastBytes(() -> sums.set(0, 0, Elementwise.sum(x))));
    assertEquals(0, Allocation.leastBytes(() -> sums.set(0, 0, Elementwise.sumOfSquares(x))));
    assertEquals(0, Allocation.leastBytes(() -> Elementwise.columnSums(x, sums)));
  }

  private static void checkBounds(Matrix x) {
    double sum = 0;
    double absolutes = 0;
    double squares = 0;
    for (float element : x.toArray()) {
      sum += element;
      absolutes += Math.abs(element);
      squares += (double) element * element;
    }
    assertTrue(Bound.ofChain(Chains.steps(x), absolutes).accepts(sum, Elementwise.sum(x)));
    assertTrue(
        Bound.ofChain(Chains.steps(x), squares).accepts(squares, Elementwise.sumOfSquares(x)));
  }

  private static void assertSameBits(float expected, float actual) {
    assertEquals(Float.floatToIntBits(expected), Float.floatToIntBits(actual));
  }
}
