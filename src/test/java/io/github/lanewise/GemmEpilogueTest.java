package io.github.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.lanewise.kit.Bits;
import io.github.lanewise.kit.Guarded;
import io.github.lanewise.kit.Shapes;
import java.util.concurrent.ForkJoinPool;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Products on a packed operand that has a row, against the product and the row one by one. */
class GemmEpilogueTest {

  private static final int[][] SHAPES = {
    {1, 64, 64},
    {1, 9, 5},
    {3, 8, 20},
    {4, 130, 1030},
    {5, 7, 9},
    {6, 16, 40},
    {7, 1, 5},
    {12, 128, 200},
    {15, 140, 300},
    {16, 19, 15},
    {33, 64, 64},
    {40, 24, 0},
    {100, 100, 600},
    {128, 77, 1100},
    {200, 300, 80},
    {0, 20, 4},
    {13, 64, 6000}
  };

  private final RandomGenerator random = Shapes.random(11);

  @Test
  void theBitsAreThoseOfOneAfterTheOther() {
    try (ForkJoinPool pool = new ForkJoinPool(3)) {
      for (int[] shape : SHAPES) {
        for (Threads threads : new Threads[] {Threads.sequential(), Threads.of(pool)}) {
          check(shape[0], shape[1], shape[2], false, threads);
          check(shape[0], shape[1], shape[2], true, threads);
        }
      }
    }
  }

  private void check(int m, int n, int k, boolean transposed, Threads threads) {
    Matrix a = values(m, k);
    Matrix b = transposed ? values(n, k) : values(k, n);
    Matrix row = values(1, n);
    PackedMatrix plain = transposed ? PackedMatrix.ofTransposed(b) : PackedMatrix.of(b);
    PackedMatrix withRow = transposed ? PackedMatrix.ofTransposed(b, row) : PackedMatrix.of(b, row);
    String name = "%d×%d×%d%s".formatted(m, n, k, transposed ? " transposed" : "");
    Matrix start = values(m, n);

    Matrix expected = Matrix.zeros(m, n);
    Gemm.packed(a, plain, expected);
    Elementwise.addRow(row, expected);
    Guarded c = overwritten(m, n);
    Gemm.packed(a, withRow, c.matrix(), threads);
    compare(expected, c, name);

    Elementwise.relu(expected, expected);
    c = overwritten(m, n);
    Gemm.packedRelu(a, withRow, c.matrix(), threads);
    compare(expected, c, name + " relu");

    Gemm.packed(a, plain, expected);
    Elementwise.relu(expected, expected);
    c = overwritten(m, n);
    Gemm.packedRelu(a, plain, c.matrix(), threads);
    compare(expected, c, name + " relu without a row");

    Elementwise.copy(start, expected);
    Gemm.packedAccumulate(a, plain, expected);
    Elementwise.addRow(row, expected);
    c = overwritten(m, n);
    Elementwise.copy(start, c.matrix());
    Gemm.packedAccumulate(a, withRow, c.matrix(), threads);
    compare(expected, c, name + " accumulating");
  }

  private static void compare(Matrix expected, Guarded c, String name) {
    Bits.assertSame(expected, c.matrix(), name);
    c.check();
  }

  private Guarded overwritten(int m, int n) {
    Guarded c = Guarded.of(m, n, 3, 2);
    c.matrix().fill(Float.NaN);
    return c;
  }

  private Matrix values(int rows, int columns) {
    Guarded values = Guarded.of(rows, columns, 1, 1);
    Shapes.fill(values.matrix(), random);
    return values.matrix();
  }

  /** −0 becomes +0, and NaN stays, as in Elementwise.relu. */
  @Test
  void specialValuesAreThoseOfRelu() {
    Matrix a = Matrix.zeros(16, 16);
    a.fill(-0f);
    a.set(3, 0, Float.NaN);
    Matrix b = Matrix.zeros(16, 16);
    b.fill(1);
    Matrix row = Matrix.zeros(1, 16);
    row.fill(-0f);
    Matrix sums = Matrix.zeros(16, 16);
    Gemm.packedRelu(a, PackedMatrix.of(b, row), sums);
    Matrix expected = Matrix.zeros(16, 16);
    expected.rows(3, 1).fill(Float.NaN);
    Bits.assertSame(expected, sums, "special values");
  }

  @Test
  void laterChangesOfTheRowDoNotShow() {
    Matrix row = values(1, 16);
    Matrix a = values(16, 4);
    PackedMatrix b = PackedMatrix.of(values(4, 16), row);
    Matrix before = Matrix.zeros(16, 16);
    Gemm.packed(a, b, before);
    row.fill(5);
    Matrix after = Matrix.zeros(16, 16);
    Gemm.packed(a, b, after);
    Bits.assertSame(before, after, "snapshot");
  }

  @Test
  void badInput() {
    Matrix b = Matrix.zeros(3, 4);
    assertMessage(
        "PackedMatrix.of: B is 3×4 and row is 1×3; row must be 1×4",
        () -> PackedMatrix.of(b, Matrix.zeros(1, 3)));
    assertMessage(
        "PackedMatrix.ofTransposed: B is 3×4 and row is 2×3; row must be 1×3",
        () -> PackedMatrix.ofTransposed(b, Matrix.zeros(2, 3)));
    PackedMatrix packed = PackedMatrix.of(b, Matrix.zeros(1, 4));
    assertMessage(
        "Gemm.packedRelu: A is 2×2 and B is 3×4, packed for A·B + row; A must have 3 columns",
        () -> Gemm.packedRelu(Matrix.zeros(2, 2), packed, Matrix.zeros(2, 4)));
  }

  private static void assertMessage(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }
}
