package io.github.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.Matrix;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Range, moments and bits of initial weights. */
class InitialisationTest {

  private static final int OUTPUTS = 200;
  private static final int INPUTS = 300;

  /** An initialisation, the standard deviation that its paper asks for, and its bound. */
  static Stream<Arguments> drawn() {
    double glorot = Math.sqrt(2.0 / (INPUTS + OUTPUTS));
    double he = Math.sqrt(2.0 / INPUTS);
    return Stream.of(
        Arguments.of(Initialisation.GLOROT_UNIFORM, glorot, Math.sqrt(3)),
        Arguments.of(Initialisation.GLOROT_NORMAL, glorot, 8.6),
        Arguments.of(Initialisation.HE_UNIFORM, he, Math.sqrt(3)),
        Arguments.of(Initialisation.HE_NORMAL, he, 8.6));
  }

  private static float[] weights(Initialisation initialisation, long seed) {
    return Network.of(INPUTS)
        .denseWithoutBias(OUTPUTS, Activation.SIGMOID)
        .initialise(initialisation, seed)
        .parameters()
        .toArray();
  }

  /** 60 000 draws: mean and deviation within five of their own standard errors. */
  @ParameterizedTest
  @MethodSource("drawn")
  void momentsAreThoseOfThePaper(Initialisation initialisation, double deviation, double bound) {
    float[] w = weights(initialisation, 1);
    double sum = 0;
    double squares = 0;
    double largest = 0;
    for (float value : w) {
      sum += value;
      squares += (double) value * value;
      largest = Math.max(largest, Math.abs(value));
    }
    double n = w.length;
    assertEquals(0, sum / n, 5 * deviation / Math.sqrt(n));
    assertEquals(deviation, Math.sqrt(squares / n), 5 * deviation / Math.sqrt(2 * n));
    assertTrue(largest <= bound * deviation * 1.000001, () -> "bound " + bound * deviation);
    assertTrue(largest > 1.7 * deviation, () -> "hardly spread");
  }

  /** The share of a normal's draws within one deviation is erf(1/√2). */
  @Test
  void normalIsNormal() {
    double deviation = Math.sqrt(2.0 / INPUTS);
    float[] w = weights(Initialisation.HE_NORMAL, 2);
    int within = 0;
    for (float value : w) {
      within += Math.abs(value) <= deviation ? 1 : 0;
    }
    assertEquals(0.682689, within / (double) w.length, 5 * Math.sqrt(0.217 / w.length));
  }

  @ParameterizedTest
  @MethodSource("drawn")
  void theSeedDecides(Initialisation initialisation, double deviation, double bound) {
    assertArrayEquals(weights(initialisation, 7), weights(initialisation, 7));
    assertNotEquals(
        Arrays.hashCode(weights(initialisation, 7)), Arrays.hashCode(weights(initialisation, 8)));
  }

  /**
   * Weights of seed 42 as bits, which a second program that follows the generator's published
   * algorithm and the formulas of {@link Draw} gives too. They may only change with the generator
   * or with an initialisation, and then every trained network changes: say so in the changelog.
   */
  @Test
  void theBitsAreTheSameOnEveryMachine() {
    assertBits(
        Initialisation.GLOROT_UNIFORM,
        1054626576,
        1052758278,
        1055443353,
        1060167567,
        1032793708,
        -1084599724);
    assertBits(
        Initialisation.HE_NORMAL,
        -1086570491,
        1059077940,
        1064442365,
        1065162777,
        1058529655,
        1055141852);
  }

  private static void assertBits(Initialisation initialisation, int... bits) {
    float[] w =
        Network.of(2).dense(3).initialise(initialisation, 42).parameters().weights(1).toArray();
    int[] actual = new int[w.length];
    for (int i = 0; i < w.length; i++) {
      actual[i] = Float.floatToRawIntBits(w[i]);
    }
    assertArrayEquals(bits, actual, () -> Arrays.toString(actual));
  }

  @Test
  void biasesStartAtZeroAndLayersDiffer() {
    Parameters p =
        Network.of(4).dense(4).dense(4).initialise(Initialisation.GLOROT_UNIFORM, 1).parameters();
    assertArrayEquals(new float[4], p.bias(1).toArray());
    assertNotEquals(p.weights(1).get(0, 0), p.weights(2).get(0, 0));
  }

  @Test
  void constantAndOwn() {
    Network net = Network.of(2).dense(2).initialise(Initialisation.constant(0.5f), 1);
    assertArrayEquals(new float[] {.5f, .5f, .5f, .5f, 0, 0}, net.parameters().toArray());
    Initialisation identity =
        (Matrix w, java.util.random.RandomGenerator random) -> {
          for (int i = 0; i < w.rows(); i++) {
            w.set(i, i, 1);
          }
        };
    assertArrayEquals(
        new float[] {1, 0, 0, 1, 0, 0},
        Network.of(2).dense(2).initialise(identity, 1).parameters().toArray());
  }
}
