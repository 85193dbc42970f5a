package io.github.lanewise.kit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.Matrix;
import org.junit.jupiter.api.Test;

/** A test kit that lets an error pass makes every other test worthless. */
class KitTest {

  @Test
  void boundRefusesNanAndAnythingBeyond() {
    Bound bound = Bound.absolute(0.5);
    assertTrue(bound.accepts(1, 1.5));
    assertFalse(bound.accepts(1, 1.5000001));
    assertFalse(bound.accepts(1, Double.NaN));
    assertFalse(bound.accepts(Double.NaN, 1));
    assertTrue(bound.accepts(Double.NaN, Double.NaN));
    assertTrue(bound.accepts(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY));
    assertFalse(bound.accepts(Double.POSITIVE_INFINITY, Float.MAX_VALUE));
    assertFalse(bound.accepts(1, Double.NEGATIVE_INFINITY));
    assertEquals(0x1p-24 / (1 - 0x1p-24) * 8 + Float.MIN_VALUE, Bound.ofChain(1, 8).absolute());
  }

  @Test
  void guardSeesEveryCellOutside() {
    int caught = 0;
    int cells = Guarded.of(3, 4, 2, 5).matrix().data().length;
    for (int cell = 0; cell < cells; cell++) {
      Guarded guarded = Guarded.of(3, 4, 2, 5);
      assertDoesNotThrow(guarded::check);
      guarded.matrix().data()[cell] = 1;
      try {
        guarded.check();
      } catch (AssertionError expected) {
        caught++;
      }
    }
    assertEquals(cells - 3 * 4, caught);
  }

  @Test
  void bitsDistinguishZerosAndEverySingleElement() {
    Matrix zeros = Matrix.zeros(2, 3);
    assertDoesNotThrow(() -> Bits.assertSame(zeros, Matrix.zeros(2, 3), ""));
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        Matrix other = Matrix.zeros(2, 3);
        other.set(i, j, -0f);
        assertThrows(AssertionError.class, () -> Bits.assertSame(zeros, other, ""));
      }
    }
    assertThrows(AssertionError.class, () -> Bits.assertSame(zeros, Matrix.zeros(3, 2), ""));
    assertThrows(
        AssertionError.class, () -> Bits.assertSame(Matrix.row(1), Matrix.row(Float.NaN), ""));
  }

  @Test
  void referenceKnowsAProductDoneByHand() {
    Matrix a = Matrix.of(new float[] {1, -2}, new float[] {3, 4});
    Matrix b = Matrix.of(new float[] {5, 6}, new float[] {7, 8});
    assertArrayEquals(
        new double[][] {{-9, -10}, {43, 50}}, Reference.product(a, false, b, false, null).value());
    assertArrayEquals(
        new double[][] {{19, 22}, {43, 50}},
        Reference.product(a, false, b, false, null).magnitude());
    assertArrayEquals(
        new double[][] {{26, 30}, {18, 20}}, Reference.product(a, true, b, false, null).value());
    assertArrayEquals(
        new double[][] {{-6, -11}, {42, 57}}, Reference.product(a, false, b, true, a).value());
  }

  @Test
  void everyStepRoundsInOrder() {
    Matrix a = Matrix.row(1, 0x1p-24f, 0x1p-24f);
    Matrix b = Matrix.of(new float[] {1}, new float[] {1}, new float[] {1});
    assertEquals(1f, Products.NN.inOrder(a, b, Matrix.zeros(1, 1)).get(0, 0));
    Matrix reversed = Matrix.row(0x1p-24f, 0x1p-24f, 1);
    assertEquals(1 + 0x1p-23f, Products.NN.inOrder(reversed, b, Matrix.zeros(1, 1)).get(0, 0));
    assertEquals(3f, Products.NN_ACCUMULATE.inOrder(a, b, Matrix.of(new float[] {2})).get(0, 0));
  }

  @Test
  void fewRowsAreSummedInSixteenChains() {
    float[] x = new float[17];
    java.util.Arrays.fill(x, 0x1p-24f);
    x[0] = 1;
    x[8] = 0x1.8p-24f;
    Matrix ones = Matrix.zeros(1, 17);
    ones.fill(1);
    // Chain 0 is 1 + 2⁻²⁴ (term 16) = 1 by ties to even; 1 + 1.5·2⁻²⁴ rounds up to 1 + 2⁻²³; of the
    // rest, 1 + 9 + … chains of 2⁻²⁴ each, halves are added first: 4 chains (4, 12), 8 (2, 6, …),
    // 16.
    float byHand = ((1f + 0x1.8p-24f) + 2 * 0x1p-24f) + 4 * 0x1p-24f + 8 * 0x1p-24f;
    assertEquals(byHand, Products.NT.inOrder(Matrix.row(x), ones, Matrix.zeros(1, 1)).get(0, 0));
    float chain =
        Products.NN.inOrder(Matrix.row(x), ones.transposed(), Matrix.zeros(1, 1)).get(0, 0);
    assertTrue(chain < byHand, chain + " and " + byHand);
  }

  @Test
  void shapesSurroundTheirConstants() {
    assertArrayEquals(new int[] {0, 1, 3, 4, 5, 7, 8, 9, 17}, Shapes.around(4, 8));
  }
}
