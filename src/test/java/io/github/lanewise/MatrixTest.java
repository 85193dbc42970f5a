package io.github.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kit.Shapes;
import java.util.BitSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class MatrixTest {

  @Test
  void elementsLieRowByRow() {
    float[] data = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    Matrix matrix = Matrix.wrap(data, 1, 2, 3, 4);
    assertEquals(1, matrix.get(0, 0));
    assertEquals(7, matrix.get(1, 2));
    matrix.set(1, 0, -1);
    assertEquals(-1, data[5]);
    assertArrayEquals(new float[] {1, 2, 3, -1, 6, 7}, matrix.toArray());
    assertArrayEquals(new float[] {1, -1, 2, 6, 3, 7}, matrix.transposed().toArray());
    assertFalse(matrix.isContiguous());
    assertTrue(matrix.copy().isContiguous());
  }

  @Test
  void viewsShareTheirElements() {
    Matrix matrix = Matrix.zeros(4, 5);
    matrix.view(1, 2, 2, 3).fill(7);
    assertEquals(0, matrix.get(0, 2));
    assertEquals(7, matrix.get(1, 2));
    assertEquals(7, matrix.get(2, 4));
    assertEquals(0, matrix.get(3, 4));
    assertEquals(0, matrix.get(1, 1));
    assertEquals(7, matrix.rows(2, 1).get(0, 2));
    assertEquals("0×5", matrix.rows(4, 0).shape());
  }

  @Test
  void alignedMatricesAreOrdinaryOnes() {
    Matrix matrix = Matrix.aligned(3, 5, 16);
    matrix.set(2, 4, 7);
    assertEquals(7, matrix.data()[matrix.offset() + 2 * 16 + 4]);
    // 16 bytes of head and 12 floats are a cache line of 64.
    assertEquals(0, (16 + Float.BYTES * matrix.offset()) % 64);
    assertMessage("Matrix: stride 4 is below the 5 columns", () -> Matrix.aligned(3, 5, 4));
    assertArrayEquals(Matrix.zeros(2, 2).toArray(), Matrix.aligned(2, 2, 2).toArray());
  }

  @Test
  void largeMatricesBeginAtACacheLine() {
    int large = 1 << 18;
    assertEquals(0, Matrix.zeros(1, large - 1).offset());
    Matrix matrix = Matrix.zeros(2, large / 2);
    assertEquals(0, (16 + Float.BYTES * matrix.offset()) % 64);
    matrix.set(1, large / 2 - 1, 7);
    matrix.set(0, 1, 3);
    float[] values = matrix.toArray();
    assertEquals(large, values.length);
    assertEquals(3, values[1]);
    assertEquals(7, values[large - 1]);
    assertEquals(3, matrix.transposed().get(1, 0));
    assertArrayEquals(
        values, Matrix.of(matrix.rows(0, 1).toArray(), matrix.rows(1, 1).toArray()).toArray());
  }

  @Test
  void oneHotSetsTheLabel() {
    assertArrayEquals(new float[] {0, 0, 1, 1, 0, 0}, Matrix.oneHot(new int[] {2, 0}, 3).toArray());
    assertMessage(
        "Matrix.oneHot: label 3 of row 1 is outside 0 to 2",
        () -> Matrix.oneHot(new int[] {2, 3}, 3));
    assertMessage(
        "Matrix.oneHot: label -1 of row 0 is outside 0 to 2",
        () -> Matrix.oneHot(new int[] {-1}, 3));
  }

  @Test
  void overlapIsExact() {
    RandomGenerator random = Shapes.random(3);
    int overlapping = 0;
    for (int round = 0; round < 20_000; round++) {
      float[] data = new float[60];
      Matrix x = randomView(data, random);
      Matrix y = randomView(data, random);
      boolean expected = cells(x).intersects(cells(y));
      overlapping += expected ? 1 : 0;
      assertEquals(
          expected,
          x.overlaps(y),
          () ->
              "offset %d %s stride %d and offset %d %s stride %d"
                  .formatted(x.offset(), x.shape(), x.stride(), y.offset(), y.shape(), y.stride()));
      assertEquals(expected, y.overlaps(x));
    }
    assertTrue(overlapping > 2_000 && overlapping < 18_000, "cases of both kinds: " + overlapping);
    assertFalse(Matrix.zeros(2, 2).overlaps(Matrix.zeros(2, 2)));
  }

  private static Matrix randomView(float[] data, RandomGenerator random) {
    while (true) {
      int offset = random.nextInt(20);
      int rows = random.nextInt(5);
      int columns = random.nextInt(6);
      int stride = columns + random.nextInt(8);
      if (offset + Math.max(0, rows - 1) * stride + columns <= data.length) {
        return Matrix.wrap(data, offset, rows, columns, stride);
      }
    }
  }

  private static BitSet cells(Matrix matrix) {
    BitSet cells = new BitSet();
    for (int i = 0; i < matrix.rows(); i++) {
      int start = matrix.offset() + i * matrix.stride();
      cells.set(start, start + matrix.columns());
    }
    return cells;
  }

  @Test
  void badShapesAreNamed() {
    assertMessage("Matrix: -1×2 is not a shape", () -> Matrix.zeros(-1, 2));
    assertMessage(
        "Matrix: 65536×65536 has more elements than an array can hold",
        () -> Matrix.zeros(65536, 65536));
    assertMessage(
        "Matrix.of: row 0 has 2 columns and row 1 has 1",
        () -> Matrix.of(new float[] {1, 2}, new float[] {3}));
    assertMessage(
        "Matrix.wrap: an array of 5 elements is not 2×3", () -> Matrix.wrap(new float[5], 2, 3));
    assertMessage(
        "Matrix: stride 2 is below the 3 columns", () -> Matrix.wrap(new float[9], 0, 2, 3, 2));
    assertMessage(
        "Matrix.wrap: 2×3 at offset 4 with stride 4 needs elements 4 to 11 of an array of 10",
        () -> Matrix.wrap(new float[10], 4, 2, 3, 4));
    assertMessage(
        "Matrix.view: 2×2 at (1, 0) is not inside 2×3", () -> Matrix.zeros(2, 3).view(1, 0, 2, 2));
    assertMessage(
        "Matrix.copyFrom: the source is 1×2 and the target is 2×1",
        () -> Matrix.zeros(2, 1).copyFrom(Matrix.zeros(1, 2)));
    assertThrows(IndexOutOfBoundsException.class, () -> Matrix.zeros(2, 3).get(2, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> Matrix.zeros(2, 3).set(0, 3, 1));
  }

  private static void assertMessage(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }
}
