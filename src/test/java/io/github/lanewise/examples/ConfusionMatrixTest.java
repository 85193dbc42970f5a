package io.github.lanewise.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {

  private final ConfusionMatrix matrix =
      ConfusionMatrix.of(new int[] {0, 0, 0, 1, 1, 0}, new int[] {0, 0, 2, 1, 0, 0}, 3);

  @Test
  void countsWhatWasTakenForWhat() {
    assertEquals(3, matrix.count(0, 0));
    assertEquals(1, matrix.count(0, 2));
    assertEquals(1, matrix.count(1, 0));
    assertEquals(0, matrix.count(2, 0));
    assertEquals(6, matrix.total());
    assertEquals(4.0 / 6, matrix.accuracy());
  }

  @Test
  void printsAlignedRows() {
    String expected =
        """
        actual \\ predicted  0  1  2   recall
                         0  3  .  1   75.0 %
                         1  1  1  .   50.0 %
                         2  .  .  .        -
        """;
    assertEquals(expected, matrix.toString());
  }
}
