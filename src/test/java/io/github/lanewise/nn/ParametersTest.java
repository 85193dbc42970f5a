package io.github.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.Matrix;
import org.junit.jupiter.api.Test;

class ParametersTest {

  private final Network net =
      Network.of(2).dense(3, Activation.TANH).denseWithoutBias(1, Activation.IDENTITY).zeros();
  private final Parameters parameters = net.parameters();

  @Test
  void oneArrayHoldsWeightsAndBiasesInOrder() {
    assertEquals(2 * 3 + 3 + 3, parameters.size());
    parameters.setWeights(1, new float[] {1, 2}, new float[] {3, 4}, new float[] {5, 6});
    parameters.setBias(1, 7, 8, 9);
    parameters.setWeights(2, new float[] {10, 11, 12});
    assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, parameters.toArray());
    assertEquals("3×2", parameters.weights(1).shape());
    assertEquals("1×3", parameters.bias(1).shape());
    assertEquals("1×3", parameters.weights(2).shape());
    assertTrue(parameters.hasBias(1));
    assertFalse(parameters.hasBias(2));
  }

  @Test
  void theMatricesAreViews() {
    parameters.weights(1).set(2, 1, 5);
    assertEquals(5, parameters.vector().get(0, 5));
    parameters.set(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
    assertEquals(6, parameters.weights(1).get(2, 1));
    assertEquals(8, parameters.bias(1).get(0, 1));
    assertEquals(12, parameters.weights(2).get(0, 2));
  }

  /** As many as {@link Matrix#zeros} does not let begin at element 0 of an array. */
  @Test
  void manyParametersKeepTheirOrder() {
    Network large = Network.of(600).dense(500).zeros();
    Parameters many = large.parameters();
    float[] values = new float[600 * 500 + 500];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    many.set(values);
    assertTrue(many.vector().offset() > 0);
    assertArrayEquals(values, many.toArray());
    assertArrayEquals(values, many.copy().toArray());
    assertEquals(values.length - 1, many.vector().get(0, values.length - 1));
    assertEquals(600, many.weights(1).get(1, 0));
    assertEquals(300_499, many.bias(1).get(0, 499));
    many.bias(1).set(0, 0, -1);
    assertEquals(-1, many.vector().get(0, 300_000));
  }

  @Test
  void arraysAreCopies() {
    float[] values = new float[12];
    parameters.set(values);
    values[0] = 1;
    parameters.toArray()[1] = 1;
    assertArrayEquals(new float[12], parameters.toArray());
  }

  /** p = Wq + b by hand. */
  @Test
  void whatIsSetIsWhatIsComputed() {
    parameters.setWeights(1, new float[] {1, 2}, new float[] {3, 4}, new float[] {5, 6});
    parameters.setBias(1, 7, 8, 9);
    Workspace workspace = net.workspace(1);
    workspace.forward(Matrix.row(10, 100));
    assertArrayEquals(new float[] {217, 438, 659}, workspace.p(1).toArray());
  }

  @Test
  void everyPositionHasItsName() {
    Layout layout = parameters.layout();
    assertEquals("W1(0, 0)", layout.position(0).toString());
    assertEquals("W1(2, 1)", layout.position(5).toString());
    assertEquals("b1(0)", layout.position(6).toString());
    assertEquals("b1(2)", layout.position(8).toString());
    assertEquals("W2(0, 0)", layout.position(9).toString());
    assertEquals("W2(0, 2)", layout.position(11).toString());
  }

  @Test
  void badInput() {
    assertMessage("13 values", () -> parameters.set(new float[13]));
    assertMessage("W1 is 3×2", () -> parameters.setWeights(1, new float[] {1, 2}));
    assertMessage("b1 is 1×3", () -> parameters.setBias(1, 1));
    assertMessage("layer 2 has no bias", () -> parameters.bias(2));
    assertMessage("layer 2 has no bias", () -> parameters.setBias(2, 1));
    assertMessage("layer 0 is outside 1 to 2", () -> parameters.weights(0));
    assertMessage("layer 3 is outside 1 to 2", () -> parameters.weights(3));
  }

  static void assertMessage(String part, Runnable call) {
    String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
    assertTrue(message.contains(part), message);
  }
}
