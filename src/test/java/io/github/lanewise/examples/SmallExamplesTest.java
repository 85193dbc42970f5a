package io.github.lanewise.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The programs that readers copy run, and print what they promise. */
class SmallExamplesTest {

  @Test
  void xorIsLearnt() {
    List<String> lines = output(() -> Xor.main(new String[0]));
    assertEquals(4, lines.size());
    for (String line : lines) {
      String[] sides = line.split(" = ");
      boolean differ = sides[0].charAt(0) != sides[0].charAt(sides[0].length() - 1);
      double q = Double.parseDouble(sides[1].replace(',', '.'));
      assertEquals(differ ? 1 : 0, q, 0.1, line);
    }
  }

  @Test
  void productsAreAsWorkedOutByHand() {
    List<String> lines = output(() -> MatrixProducts.main(new String[0]));
    assertEquals("A·B  = 2×2 [4.0, 5.0], [10.0, 11.0]", lines.get(0));
    assertEquals(
        "Aᵀ·A = 3×3 [17.0, 22.0, 27.0], [22.0, 29.0, 36.0], [27.0, 36.0, 45.0]", lines.get(1));
    assertEquals("A·Aᵀ = 2×2 [14.0, 32.0], [32.0, 77.0]", lines.get(2));
    assertTrue(lines.get(3).endsWith(": 2×2 [15.0, 32.0], [36.0, 77.0]"), lines.get(3));
    assertTrue(lines.get(4).endsWith(": 250.0"), lines.get(4));
  }

  private static List<String> output(Runnable program) {
    PrintStream console = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      program.run();
    } finally {
      System.setOut(console);
    }
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
