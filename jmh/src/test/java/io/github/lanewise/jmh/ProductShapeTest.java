package io.github.lanewise.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductShapeTest {

  @Test
  void rowsAreAsLongAsTheTranspositionMakesThem() {
    ProductShape tn = ProductShape.parse("TN:2x3x5");
    assertEquals(5, tn.rowsOfA());
    assertEquals(2, tn.lda());
    assertEquals(5, tn.rowsOfB());
    assertEquals(3, tn.ldb());
    ProductShape nt = ProductShape.parse("NT:2x3x5");
    assertEquals(5, nt.lda());
    assertEquals(3, nt.rowsOfB());
    assertEquals(5, nt.ldb());
    assertEquals(3, nt.ldc());
  }

  @Test
  void oneStrideHoldsForAllOperands() {
    ProductShape shape = ProductShape.parse("NN:2x3x5:ld=8");
    assertEquals(8, shape.lda());
    assertEquals(8, shape.ldb());
    assertEquals(8, shape.ldc());
  }

  @ParameterizedTest
  @ValueSource(strings = {"TN:2x3x5", "NT:2x3x5:ld=5", "TN:2x3x5:ld=3"})
  void writesWhatItReads(String text) {
    assertEquals(text, ProductShape.parse(text).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"TT:2x3x5", "NN:2x3", "NN:2x3x5:ld=", "NN:2x3x5:ld=4", "TN:2x3x5:ld=2"})
  void refusesWhatIsNoShape(String text) {
    assertThrows(IllegalArgumentException.class, () -> ProductShape.parse(text));
  }
}
