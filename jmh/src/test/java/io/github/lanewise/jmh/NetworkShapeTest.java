package io.github.lanewise.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkShapeTest {

  @Test
  void isTheTextThatItWasReadFrom() {
    String text = "784-512-256-10:128:gelu:crossentropy";
    NetworkShape shape = NetworkShape.parse(text);
    assertEquals(text, shape.toString());
    assertEquals(shape, NetworkShape.parse("784-512-256-10", 128, "gelu", "crossentropy"));
    assertEquals(3, shape.depth());
    assertEquals(128, shape.batch());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "784-10:32:sigmoid",
        "784-10:0:sigmoid:squared",
        "784-10:many:sigmoid:squared",
        "784:32:sigmoid:squared",
        "784-10:32:cosine:squared",
        "784-10:32:sigmoid:absolute",
        "784-1:32:sigmoid:crossentropy",
        "784-10:32:sigmoid:squared:"
      })
  void refusesWhatIsNoCase(String text) {
    assertThrows(IllegalArgumentException.class, () -> NetworkShape.parse(text));
  }

  @Test
  void anInferenceIsTheSameWhateverTheCost() {
    NetworkShape squared = NetworkShape.parse("784-10:32:sigmoid:squared");
    NetworkShape crossEntropy = squared.withCost("crossentropy");
    assertEquals(StepCase.of(StepCase.INFER, squared), StepCase.of(StepCase.INFER, crossEntropy));
    assertEquals("infer 784-10:32:sigmoid", StepCase.of("infer", crossEntropy).toString());
    assertEquals(
        "step 784-10:32:sigmoid:crossentropy", StepCase.of("step", crossEntropy).toString());
    assertThrows(IllegalArgumentException.class, () -> StepCase.of("think", squared));
  }
}
