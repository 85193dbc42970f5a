package io.github.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.lanewise.kernel.scalar.ScalarEngine;
import io.github.lanewise.kit.Allocation;
import io.github.lanewise.kit.Bits;
import io.github.lanewise.kit.Elements;
import io.github.lanewise.kit.Functions;
import io.github.lanewise.kit.Guarded;
import io.github.lanewise.kit.Shapes;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ElementwiseTest {

  private static final float SLOPE = 0.01f;

  private static final float[] SPECIAL = {
    0f,
    -0f,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    -Float.MIN_NORMAL,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    1,
    -1
  };

  private final RandomGenerator random = Shapes.random(2);

  @ParameterizedTest
  @EnumSource
  void everyElementIsAsDefined(Elements operation) {
    for (int[] s : shapes()) {
      Matrix x = Shapes.guarded(s[0], s[1], s[2], random).matrix();
      Matrix y = Shapes.guarded(s[0], s[1], s[3], random).matrix();
      Guarded z = Guarded.of(s[0], s[1], s[4], 5);
      Matrix expected = operation.expected(SLOPE, x, y);
      operation.run(SLOPE, x, y, z.matrix());
      Bits.assertSame(expected, z.matrix(), operation.name());
      z.check();
    }
  }

  @ParameterizedTest
  @EnumSource
  void specialValuesFollowTheDefinition(Elements operation) {
    int n = SPECIAL.length;
    Matrix x = Matrix.zeros(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        x.set(i, j, SPECIAL[i]);
      }
    }
    Matrix y = x.transposed();
    Matrix z = Matrix.zeros(n, n);
    for (float parameter : new float[] {0, SLOPE, 1, 3}) {
      operation.run(parameter, x, y, z);
      Bits.assertSame(operation.expected(parameter, x, y), z, operation + " " + parameter);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anInputMayBeOverwritten(Elements operation) {
    for (int gap : new int[] {0, 3}) {
      Matrix x = Shapes.guarded(7, 41, gap, random).matrix();
      Matrix y = Shapes.guarded(7, 41, gap, random).matrix();
      Matrix expected = operation.expected(SLOPE, x, y);
      Matrix xBefore = x.copy();
      operation.run(SLOPE, x, y, x);
      Bits.assertSame(expected, x, operation + " over x");
      x.copyFrom(xBefore);
      if (operation != Elements.COPY) {
        operation.run(SLOPE, x, x, x);
        Bits.assertSame(operation.expected(SLOPE, xBefore, xBefore), x, operation + " of x and x");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void shapesAndOverlapsAreRefused(Elements operation) {
    Matrix a = Matrix.zeros(3, 4);
    Matrix b = Matrix.zeros(3, 4);
    for (Matrix wrong : new Matrix[] {Matrix.zeros(4, 3), Matrix.zeros(3, 5), Matrix.zeros(2, 4)}) {
      refuses(() -> operation.run(SLOPE, wrong, b, a));
      refuses(() -> operation.run(SLOPE, a, b, wrong));
    }
    Matrix large = Matrix.wrap(new float[40], 0, 4, 4, 8);
    refuses(() ->
        operation.run(SLOPE, large.view(0, 0, 3, 3), Matrix.zeros(3, 3), large.view(0, 1, 3, 3)));
    refuses(() ->
        operation.run(SLOPE, large.view(0, 0, 3, 3), Matrix.zeros(3, 3), large.view(1, 0, 3, 3)));
  }

  @ParameterizedTest
  @EnumSource
  void functionsAgreeWithTheScalarEngineOnEveryShape(Functions function) {
    for (int[] s : shapes()) {
      Matrix x = Shapes.guarded(s[0], s[1], s[2], random).matrix();
      Guarded y = Guarded.of(s[0], s[1], s[3], 5);
      float[] expected = new float[s[0] * s[1]];
      function.run(new ScalarEngine().elementwise(), x.toArray(), expected);
      function.run(x, y.matrix());
      Bits.assertSame(Matrix.wrap(expected, s[0], s[1]), y.matrix(), function.name());
      y.check();
      function.run(x, x);
      Bits.assertSame(y.matrix(), x, function + " in place");
    }
  }

  @Test
  void axpyRoundsOnce() {
    for (int[] s : shapes()) {
      Matrix x = Shapes.guarded(s[0], s[1], s[2], random).matrix();
      Guarded y = Shapes.guarded(s[0], s[1], s[3], random);
      Matrix expected = Matrix.zeros(s[0], s[1]);
      for (int i = 0; i < s[0]; i++) {
        for (int j = 0; j < s[1]; j++) {
          expected.set(i, j, Math.fma(-1.7f, x.get(i, j), y.matrix().get(i, j)));
        }
      }
      Elementwise.axpy(-1.7f, x, y.matrix());
      Bits.assertSame(expected, y.matrix(), "axpy");
      y.check();
    }
  }

  /** Rows one behind the other, several of which may make whole vectors. */
  @Test
  void addRowAddsToRowsWithoutGaps() {
    for (int columns : new int[] {1, 3, 10, 13, 100, 257}) {
      for (int rows : new int[] {0, 1, 7, 8, 37}) {
        int offset = 3;
        float[] memory = Shapes.values(offset + rows * columns + 2 * 16, random);
        float[] expected = memory.clone();
        Matrix row = Matrix.wrap(Shapes.values(columns, random), 1, columns);
        for (int i = 0; i < rows * columns; i++) {
          expected[offset + i] += row.get(0, i % columns);
        }
        Elementwise.addRow(row, Matrix.wrap(memory, offset, rows, columns, columns));
        Bits.assertSame(
            Matrix.wrap(expected, 1, expected.length),
            Matrix.wrap(memory, 1, memory.length),
            rows + "×" + columns);
      }
    }
  }

  @Test
  void addRowAddsToEveryRow() {
    for (int[] s : shapes()) {
      Matrix row = Shapes.guarded(1, s[1], 0, random).matrix();
      Guarded x = Shapes.guarded(s[0], s[1], s[2], random);
      Matrix expected = Matrix.zeros(s[0], s[1]);
      for (int i = 0; i < s[0]; i++) {
        for (int j = 0; j < s[1]; j++) {
          expected.set(i, j, x.matrix().get(i, j) + row.get(0, j));
        }
      }
      Elementwise.addRow(row, x.matrix());
      Bits.assertSame(expected, x.matrix(), "addRow");
      x.check();
    }
  }

  @Test
  void errorsNameTheOperands() {
    Matrix a = Matrix.zeros(2, 3);
    assertEquals(
        "tanh: x is 2×3 and y is 3×2; they must have one shape",
        refuses(() -> Elementwise.tanh(a, Matrix.zeros(3, 2))));
    assertEquals(
        "sigmoidBackward: q is 2×3 and delta is 2×4; they must have one shape",
        refuses(() -> Elementwise.sigmoidBackward(a, Matrix.zeros(2, 4), a)));
    assertEquals(
        "addRow: row is 1×2 and x is 2×3; row must be 1×3",
        refuses(() -> Elementwise.addRow(Matrix.row(1, 2), a)));
    assertEquals(
        "addRow: x (2×3) overlaps row (1×3) in memory",
        refuses(() -> Elementwise.addRow(a.rows(1, 1), a)));
    assertEquals(
        "columnSums: sums is 2×3 and x is 2×3; sums must be 1×3",
        refuses(() -> Elementwise.columnSums(a, Matrix.zeros(2, 3))));
    assertEquals(
        "columnSums: sums (1×3) overlaps x (2×3) in memory",
        refuses(() -> Elementwise.columnSums(a, a.rows(0, 1))));
    for (float slope : new float[] {-0.1f, Float.NaN, Float.POSITIVE_INFINITY}) {
      assertEquals(
          "leakyRelu: the slope is " + slope + "; it must be 0 or more, and finite",
          refuses(() -> Elementwise.leakyRelu(slope, a, a)));
      refuses(() -> Elementwise.leakyReluDerivative(slope, a, a));
      refuses(() -> Elementwise.leakyReluBackward(slope, a, a, a));
    }
  }

  /** One of width 10, whose every row is a rest, after one without a rest, as in a network. */
  @ParameterizedTest
  @EnumSource
  void functionsAllocateNothing(Functions function) {
    Matrix run = Matrix.zeros(1, 1024);
    Matrix rows = Shapes.guarded(8, 10, 3, random).matrix();
    assertEquals(0, Allocation.leastBytes(() -> function.run(run, run)));
    assertEquals(0, Allocation.leastBytes(() -> function.run(rows, rows)));
  }

  @ParameterizedTest
  @EnumSource
  void operationsAllocateNothing(Elements operation) {
    Matrix x = Shapes.guarded(8, 37, 3, random).matrix();
    Matrix y = Shapes.guarded(8, 37, 3, random).matrix();
    Matrix z = Matrix.zeros(8, 37);
    assertEquals(0, Allocation.leastBytes(() -> operation.run(SLOPE, x, y, z)));
  }

  /**
   * Rows, columns, and a gap for each of three operands: lengths 0 to 70 and primes, contiguous or
   * not.
   */
  private static int[][] shapes() {
    int[] primes = {101, 127, 251, 509, 1021};
    int[][] shapes = new int[71 + primes.length + 4][];
    for (int n = 0; n <= 70; n++) {
      shapes[n] = new int[] {1 + n % 3, n, n % 2 * 3, n % 4, n % 5};
    }
    for (int p = 0; p < primes.length; p++) {
      shapes[71 + p] = new int[] {2, primes[p], 0, 0, 0};
    }
    int after = 71 + primes.length;
    shapes[after] = new int[] {0, 5, 0, 2, 0};
    shapes[after + 1] = new int[] {5, 0, 0, 2, 0};
    shapes[after + 2] = new int[] {23, 1, 0, 0, 4};
    shapes[after + 3] = new int[] {17, 10, 1, 0, 0};
    return shapes;
  }

  private static String refuses(Runnable call) {
    return assertThrows(IllegalArgumentException.class, call::run).getMessage();
  }
}
