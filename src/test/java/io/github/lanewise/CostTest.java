package io.github.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kit.Allocation;
import io.github.lanewise.kit.Bits;
import io.github.lanewise.kit.Bound;
import io.github.lanewise.kit.Chains;
import io.github.lanewise.kit.Guarded;
import io.github.lanewise.kit.Shapes;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class CostTest {

  private static final int[] COLUMNS = Shapes.around(4, 8, 16, 64);

  private final RandomGenerator random = Shapes.random(4);

  @Test
  void softmaxIsThePublishedFormulaInThePublishedOrder() {
    for (int columns : COLUMNS) {
      for (int gap : new int[] {0, 3}) {
        Matrix x = Shapes.guarded(3, columns, gap, random).matrix();
        Guarded y = Guarded.of(3, columns, gap, 5);
        Elementwise.softmaxRows(x, y.matrix());
        Bits.assertSame(softmax(x), y.matrix(), "softmax of " + x.shape());
        y.check();
        Elementwise.softmaxRows(x, x);
        Bits.assertSame(y.matrix(), x, "softmax in place");
      }
    }
  }

  /** Relative bound (2·D + n/16 + 10)·u with D the spread of the row. */
  @Test
  void softmaxIsWithinItsBound() {
    for (int columns : new int[] {1, 2, 10, 100, 1000}) {
      Matrix x = Shapes.guarded(5, columns, 0, random).matrix();
      Matrix y = Matrix.zeros(5, columns);
      Elementwise.softmaxRows(x, y);
      for (int i = 0; i < 5; i++) {
        double[] exact = softmaxInDouble(x, i);
        double spread = spread(x, i);
        for (int j = 0; j < columns; j++) {
          double relative = (2 * spread + columns / 16.0 + 10) * Bound.U;
          assertTrue(Bound.absolute(relative * exact[j]).accepts(exact[j], y.get(i, j)));
        }
      }
    }
  }

  @Test
  void softmaxDoesNotOverflowAndPropagatesWhatIsNoNumber() {
    Matrix x =
        Matrix.of(
            new float[] {1000, 1000},
            new float[] {-1e30f, 0},
            new float[] {Float.NEGATIVE_INFINITY, 3},
            new float[] {Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY},
            new float[] {Float.POSITIVE_INFINITY, 3},
            new float[] {Float.NaN, 3},
            new float[] {3, Float.NaN},
            new float[] {-0f, 0f});
    Elementwise.softmaxRows(x, x);
    float nan = Float.NaN;
    Matrix expected =
        Matrix.of(
            new float[] {0.5f, 0.5f},
            new float[] {0, 1},
            new float[] {0, 1},
            new float[] {nan, nan},
            new float[] {nan, nan},
            new float[] {nan, nan},
            new float[] {nan, nan},
            new float[] {0.5f, 0.5f});
    Bits.assertSame(expected, x, "softmax");
  }

  @Test
  void softmaxCrossEntropyHasItsCostAndGradient() {
    for (int columns : new int[] {1, 2, 10, 16, 37}) {
      Matrix p = Shapes.guarded(6, columns, 2, random).matrix();
      Matrix y = labels(6, columns);
      Guarded delta = Guarded.of(6, columns, 1, 5);
      double cost = Elementwise.softmaxCrossEntropyRows(p, y, delta.matrix());

      double expected = 0;
      double magnitude = 0;
      for (int i = 0; i < 6; i++) {
        double[] q = softmaxInDouble(p, i);
        for (int j = 0; j < columns; j++) {
          expected -= y.get(i, j) * Math.log(q[j]);
          magnitude += y.get(i, j) * (Math.abs(p.get(i, j)) + spread(p, i) + Math.log(columns) + 1);
        }
      }
      assertTrue(
          Bound.absolute((columns / 16.0 + 16) * Bound.U * magnitude).accepts(expected, cost),
          expected + " and " + cost);

      Bits.assertSame(softmaxDelta(p, y), delta.matrix(), "delta");
      delta.check();
      assertEquals(cost, Elementwise.softmaxCrossEntropyRows(p, y, p));
      Bits.assertSame(delta.matrix(), p, "delta over the logits");
    }
  }

  /**
   * Many rows, so that there are full and partial blocks, weights of 1 and others; the double sum
   * restates the published order, and the float of a mean has its bits.
   */
  @Test
  void softmaxCrossEntropyAddsUpByBlocks() {
    for (int columns : new int[] {1, 3, 10, 16, 17, 150, 1000, 5000}) {
      int rows = columns > 1000 ? 3 : 70;
      Matrix p = Shapes.guarded(rows, columns, 2, random).matrix();
      Matrix y = labels(rows, columns);
      for (int i = 0; i < rows; i += i % 3 + 1) {
        y.rows(i, 1).fill(0);
        y.set(i, i % columns, 1);
      }
      double expected = 0;
      int block = Math.clamp(4096 / columns, 1, 32);
      for (int first = 0; first < rows; first += block) {
        int count = Math.min(block, rows - first);
        expected = addBlock(expected, p.rows(first, count), y.rows(first, count));
      }
      assertEquals(
          expected, Elementwise.softmaxCrossEntropyRows(p, y, Matrix.zeros(rows, columns)));
    }
  }

  private static double addBlock(double start, Matrix p, Matrix y) {
    double dots = 0;
    double terms = 0;
    double product = 1;
    for (int i = 0; i < p.rows(); i++) {
      Matrix row = Matrix.zeros(1, p.columns());
      for (int j = 0; j < p.columns(); j++) {
        row.set(0, j, p.get(i, j) - (float) max(p, i));
      }
      dots += Chains.dot(y.rows(i, 1), row);
      Elementwise.exp(row, row);
      float weight = Chains.sum(y.rows(i, 1));
      if (weight == 1) {
        product *= Chains.sum(row);
      } else {
        terms += weight * StrictMath.log(Chains.sum(row));
      }
    }
    return start - dots + (terms + StrictMath.log(product));
  }

  @Test
  void oneHotCrossEntropyIsExactToTheLogarithm() {
    Matrix p = Matrix.of(new float[] {2, 2, 2, 2}, new float[] {0, 100, 0, 0});
    Matrix y = Matrix.oneHot(new int[] {3, 0}, 4);
    Matrix delta = Matrix.zeros(2, 4);
    assertEquals(StrictMath.log(4) + 100, Elementwise.softmaxCrossEntropyRows(p, y, delta), 1e-14);
    assertEquals(0.25f, delta.get(0, 0));
    assertEquals(-0.75f, delta.get(0, 3));
    assertEquals(-1f, delta.get(1, 0));
    assertEquals(1f, delta.get(1, 1));
  }

  @Test
  void binaryCrossEntropyHasItsCostAndGradient() {
    for (int columns : new int[] {0, 1, 10, 16, 37}) {
      Matrix p = Shapes.guarded(4, columns, 2, random).matrix();
      Matrix y = labels(4, columns);
      Guarded delta = Guarded.of(4, columns, 1, 5);
      double cost = Elementwise.binaryCrossEntropy(p, y, delta.matrix());

      double expected = 0;
      Matrix expectedDelta = Matrix.zeros(4, columns);
      Elementwise.sigmoid(p, expectedDelta);
      for (int i = 0; i < 4; i++) {
        for (int j = 0; j < columns; j++) {
          double q = 1 / (1 + Math.exp(-p.get(i, j)));
          expected -= y.get(i, j) * Math.log(q) + (1 - y.get(i, j)) * Math.log(1 - q);
          expectedDelta.set(i, j, expectedDelta.get(i, j) - y.get(i, j));
        }
      }
      assertEquals(expected, cost, 1e-11 * (1 + expected));
      Bits.assertSame(expectedDelta, delta.matrix(), "delta");
      delta.check();
      assertEquals(cost, Elementwise.binaryCrossEntropy(p, y, p));
      Bits.assertSame(delta.matrix(), p, "delta over the logits");
    }
  }

  @Test
  void binaryCrossEntropyDoesNotOverflow() {
    Matrix p = Matrix.row(1e30f, -1e30f, 1e30f, -1e30f);
    Matrix y = Matrix.row(1, 0, 0, 1);
    Matrix delta = Matrix.zeros(1, 4);
    assertEquals(2 * (double) 1e30f, Elementwise.binaryCrossEntropy(p, y, delta));
    Bits.assertSame(Matrix.row(0, 0, 1, -1), delta, "delta");
    assertEquals(
        Double.NaN,
        Elementwise.binaryCrossEntropy(Matrix.row(Float.NaN), Matrix.row(1), Matrix.row(0)));
  }

  @Test
  void halfSquaredErrorIsHalfTheSumOfSquaresOfItsGradient() {
    Matrix q = Shapes.guarded(5, 37, 2, random).matrix();
    Matrix y = Shapes.guarded(5, 37, 1, random).matrix();
    Matrix delta = Matrix.zeros(5, 37);
    double cost = Elementwise.halfSquaredError(q, y, delta);
    assertEquals(0.5 * Chains.dot(delta, delta), cost);
    assertEquals(
        2.5, Elementwise.halfSquaredError(Matrix.row(1, 5), Matrix.row(3, 4), Matrix.row(0, 0)));
  }

  @Test
  void emptyBatchesCostNothing() {
    for (Matrix none : new Matrix[] {Matrix.zeros(0, 3), Matrix.zeros(3, 0)}) {
      assertEquals(0, Elementwise.softmaxCrossEntropyRows(none, none.copy(), none.copy()));
      assertEquals(0, Elementwise.binaryCrossEntropy(none, none.copy(), none.copy()));
      assertEquals(0, Elementwise.halfSquaredError(none, none.copy(), none.copy()));
      Elementwise.softmaxRows(none, none.copy());
    }
  }

  @Test
  void badOperandsAreNamed() {
    Matrix p = Matrix.zeros(2, 3);
    assertEquals(
        "softmaxRows: x is 2×3 and y is 3×2; they must have one shape",
        refuses(() -> Elementwise.softmaxRows(p, Matrix.zeros(3, 2))));
    assertEquals(
        "softmaxCrossEntropyRows: logits is 2×3 and y is 2×4; they must have one shape",
        refuses(
            () -> Elementwise.softmaxCrossEntropyRows(p, Matrix.zeros(2, 4), Matrix.zeros(2, 3))));
    Matrix y = Matrix.zeros(2, 3);
    assertEquals(
        "softmaxCrossEntropyRows: delta (2×3) overlaps y (2×3) in memory",
        refuses(() -> Elementwise.softmaxCrossEntropyRows(p, y, y)));
    assertEquals(
        "binaryCrossEntropy: delta (2×3) overlaps y (2×3) in memory",
        refuses(() -> Elementwise.binaryCrossEntropy(p, y, y)));
    assertEquals(
        "binaryCrossEntropy: logits is 2×3 and delta is 1×3; they must have one shape",
        refuses(() -> Elementwise.binaryCrossEntropy(p, y, Matrix.zeros(1, 3))));
  }

  @Test
  void nothingIsAllocated() {
    Matrix p = Shapes.guarded(8, 10, 3, random).matrix();
    Matrix y = labels(8, 10);
    Matrix delta = Matrix.zeros(8, 10);
    assertEquals(0, Allocation.leastBytes(() -> Elementwise.softmaxRows(p, delta)));
    assertEquals(0, Allocation.leastBytes(() -> Elementwise.softmaxCrossEntropyRows(p, y, delta)));
    assertEquals(0, Allocation.leastBytes(() -> Elementwise.binaryCrossEntropy(p, y, delta)));
    assertEquals(0, Allocation.leastBytes(() -> Elementwise.halfSquaredError(p, y, delta)));
  }

  private static Matrix softmax(Matrix x) {
    Matrix result = Matrix.zeros(x.rows(), x.columns());
    for (int i = 0; i < x.rows(); i++) {
      Matrix row = result.rows(i, 1);
      for (int j = 0; j < x.columns(); j++) {
        row.set(0, j, x.get(i, j) - (float) max(x, i));
      }
      Elementwise.exp(row, row);
      float sum = Chains.sum(row);
      for (int j = 0; j < x.columns(); j++) {
        row.set(0, j, row.get(0, j) / sum);
      }
    }
    return result;
  }

  private static Matrix softmaxDelta(Matrix p, Matrix y) {
    Matrix delta = softmax(p);
    for (int i = 0; i < p.rows(); i++) {
      float weight = Chains.sum(y.rows(i, 1));
      for (int j = 0; j < p.columns(); j++) {
        delta.set(i, j, weight * delta.get(i, j) - y.get(i, j));
      }
    }
    return delta;
  }

  private static double[] softmaxInDouble(Matrix x, int i) {
    double[] q = new double[x.columns()];
    double sum = 0;
    for (int j = 0; j < q.length; j++) {
      q[j] = Math.exp(x.get(i, j) - max(x, i));
      sum += q[j];
    }
    for (int j = 0; j < q.length; j++) {
      q[j] /= sum;
    }
    return q;
  }

  private static double max(Matrix x, int i) {
    double max = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < x.columns(); j++) {
      max = Math.max(max, x.get(i, j));
    }
    return max;
  }

  private static double spread(Matrix x, int i) {
    double min = Double.POSITIVE_INFINITY;
    for (int j = 0; j < x.columns(); j++) {
      min = Math.min(min, x.get(i, j));
    }
    return max(x, i) - min;
  }

  /** Weights in [0, 1), a few of them 0. */
  private Matrix labels(int rows, int columns) {
    Matrix y = Matrix.zeros(rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        y.set(i, j, (i + j) % 3 == 0 ? 0 : random.nextFloat());
      }
    }
    return y;
  }

  private static String refuses(Runnable call) {
    return assertThrows(IllegalArgumentException.class, call::run).getMessage();
  }
}
