package io.github.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.lanewise.kit.Allocation;
import io.github.lanewise.kit.Bits;
import io.github.lanewise.kit.Guarded;
import io.github.lanewise.kit.Shapes;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each rule is its formula, element by element and to the bit, on this leg's engine. */
class DescentTest {

  private static final float RATE = 0.3f;
  private static final float DECAY = 0.01f;
  private static final float MOMENTUM = 0.9f;
  private static final float BETA1 = 0.8f;
  private static final float BETA2 = 0.99f;
  private static final float EPSILON = 1e-3f;

  private static final float[] SPECIAL = {
    0f,
    -0f,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    -Float.MIN_NORMAL,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    1,
    -1
  };

  /** One element: its parameter, its derivative and what is remembered of it. */
  private record Element(float w, float g, float m, float v) {}

  private interface Call {
    void run(int first, Matrix g, Matrix m, Matrix v, Matrix w);
  }

  private interface Definition {
    Element next(Element e);
  }

  private enum Rule {
    DECAYED(
        (first, g, m, v, w) -> Descent.decayed(RATE, DECAY, g, w),
        e -> new Element(Math.fma(-RATE, Math.fma(DECAY, e.w, e.g), e.w), e.g, e.m, e.v)),
    MOMENTUM(
        (first, g, m, v, w) -> Descent.momentum(RATE, DescentTest.MOMENTUM, first, g, v, w),
        e -> {
          float v = normal(Math.fma(DescentTest.MOMENTUM, e.v, e.g));
          return new Element(Math.fma(-RATE, v, e.w), e.g, e.m, v);
        }),
    NESTEROV(
        (first, g, m, v, w) -> Descent.nesterov(RATE, DescentTest.MOMENTUM, first, g, v, w),
        e -> {
          float v = normal(Math.fma(DescentTest.MOMENTUM, e.v, e.g));
          float ahead = Math.fma(DescentTest.MOMENTUM, v, e.g);
          return new Element(Math.fma(-RATE, ahead, e.w), e.g, e.m, v);
        }),
    ADAM(
        (first, g, m, v, w) -> Descent.adam(RATE, DECAY, BETA1, BETA2, EPSILON, first, g, m, v, w),
        e -> {
          float m = normal(Math.fma(1 - BETA1, e.g - e.m, e.m));
          float v = normal(Math.fma(1 - BETA2, Math.fma(e.g, e.g, -e.v), e.v));
          float direction = m / ((float) Math.sqrt(v) + EPSILON);
          return new Element(Math.fma(-RATE, Math.fma(DECAY, e.w, direction), e.w), e.g, m, v);
        });

    private static float normal(float x) {
      return Math.abs(x) < Float.MIN_NORMAL ? 0 : x;
    }

    private final Call call;
    private final Definition definition;

    Rule(Call call, Definition definition) {
      this.call = call;
      this.definition = definition;
    }
  }

  /** What a call is given: guarded, and with other elements of the state on both sides of w's. */
  private record Operands(int first, Guarded w, Guarded g, Guarded m, Guarded v) {

    static Operands random(int n, int first, RandomGenerator random) {
      Guarded v = Shapes.guarded(1, first + n + 3, 0, random);
      for (int j = 0; j < v.matrix().columns(); j++) {
        v.matrix().set(0, j, Math.abs(v.matrix().get(0, j)));
      }
      return new Operands(
          first,
          Shapes.guarded(1, n, 0, random),
          Shapes.guarded(1, n, 0, random),
          Shapes.guarded(1, first + n + 3, 0, random),
          v);
    }

    void assertIsAsDefined(Rule rule) {
      Matrix wAfter = w.matrix().copy();
      Matrix mAfter = m.matrix().copy();
      Matrix vAfter = v.matrix().copy();
      for (int j = 0; j < w.matrix().columns(); j++) {
        Element e =
            rule.definition.next(
                new Element(
                    wAfter.get(0, j),
                    g.matrix().get(0, j),
                    mAfter.get(0, first + j),
                    vAfter.get(0, first + j)));
        wAfter.set(0, j, e.w);
        mAfter.set(0, first + j, e.m);
        vAfter.set(0, first + j, e.v);
      }
      Matrix gAfter = g.matrix().copy();
      rule.call.run(first, g.matrix(), m.matrix(), v.matrix(), w.matrix());
      Bits.assertSame(wAfter, w.matrix(), rule + " w");
      Bits.assertSame(mAfter, m.matrix(), rule + " m");
      Bits.assertSame(vAfter, v.matrix(), rule + " v");
      Bits.assertSame(gAfter, g.matrix(), rule + " g");
      for (Guarded guarded : new Guarded[] {w, g, m, v}) {
        guarded.check();
      }
    }
  }

  private final RandomGenerator random = Shapes.random(5);

  @ParameterizedTest
  @EnumSource
  void everyElementIsAsDefined(Rule rule) {
    for (int n = 0; n <= 70; n++) {
      Operands.random(n, n % 7, random).assertIsAsDefined(rule);
    }
    for (int n : new int[] {101, 127, 251, 509, 1021}) {
      Operands.random(n, 0, random).assertIsAsDefined(rule);
    }
  }

  @ParameterizedTest
  @EnumSource
  void specialValuesFollowTheDefinition(Rule rule) {
    int n = SPECIAL.length;
    for (float w : new float[] {0, -0f, 2, Float.MIN_VALUE, Float.NaN}) {
      for (float state : SPECIAL) {
        Operands operands = Operands.random(n, 1, random);
        operands.w.matrix().fill(w);
        operands.m.matrix().fill(state);
        operands.v.matrix().fill(state);
        for (int j = 0; j < n; j++) {
          operands.g.matrix().set(0, j, SPECIAL[j]);
        }
        operands.assertIsAsDefined(rule);
      }
    }
  }

  /** Else a derivative that stays 0 leaves subnormal numbers behind for ever. */
  @ParameterizedTest
  @EnumSource(names = "DECAYED", mode = EnumSource.Mode.EXCLUDE)
  void whatIsRememberedFadesToZero(Rule rule) {
    Operands o = Operands.random(37, 0, random);
    o.m.matrix().fill(-0.1f);
    o.v.matrix().fill(rule == Rule.ADAM ? 0.01f : -0.1f);
    o.g.matrix().fill(0);
    for (int t = 0; t < 10_000; t++) {
      rule.call.run(0, o.g.matrix(), o.m.matrix(), o.v.matrix(), o.w.matrix());
    }
    for (int j = 0; j < 37; j++) {
      assertEquals(0f, o.v.matrix().get(0, j));
      assertEquals(rule == Rule.ADAM ? 0 : -0.1f, o.m.matrix().get(0, j));
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsAllocated(Rule rule) {
    for (int n : new int[] {1024, 10, 37}) {
      Operands o = Operands.random(n, 2, random);
      assertEquals(
          0,
          Allocation.leastBytes(() -> {
            o.g.matrix().fill(0.5f);
            rule.call.run(2, o.g.matrix(), o.m.matrix(), o.v.matrix(), o.w.matrix());
          }),
          rule + " " + n);
    }
  }

  @ParameterizedTest
  @EnumSource
  void wrongShapesAndOverlapsAreRefusedBeforeAnything(Rule rule) {
    float[] memory = new float[64];
    Matrix w = Matrix.wrap(memory, 0, 1, 8, 8);
    Matrix g = Matrix.wrap(memory, 8, 1, 8, 8);
    Matrix m = Matrix.wrap(memory, 16, 1, 10, 10);
    Matrix v = Matrix.wrap(memory, 32, 1, 10, 10);
    refuses(() -> rule.call.run(0, Matrix.zeros(1, 7), m, v, w));
    refuses(() -> rule.call.run(0, Matrix.zeros(2, 8), m, v, Matrix.zeros(2, 8)));
    refuses(() -> rule.call.run(0, Matrix.wrap(memory, 4, 1, 8, 8), m, v, w));
    refuses(() -> rule.call.run(0, w, m, v, w));
    if (rule != Rule.DECAYED) {
      refuses(() -> rule.call.run(3, g, m, v, w));
      refuses(() -> rule.call.run(-1, g, m, v, w));
      refuses(() -> rule.call.run(Integer.MAX_VALUE, g, m, v, w));
      refuses(() -> rule.call.run(0, g, m, Matrix.zeros(2, 10), w));
      refuses(() -> rule.call.run(0, g, m, Matrix.wrap(memory, 7, 1, 8, 8), w));
      refuses(() -> rule.call.run(0, g, m, g, w));
    }
    assertArrayEquals(new float[64], memory);
  }

  @Test
  void errorsNameTheOperands() {
    Matrix eight = Matrix.zeros(1, 8);
    assertEquals(
        "decayed: gradient is 1×7 and w is 1×8; they must have one shape",
        refuses(() -> Descent.decayed(1, 0, Matrix.zeros(1, 7), eight)));
    assertEquals(
        "decayed: w is 2×4 and not 1×n",
        refuses(() -> Descent.decayed(1, 0, Matrix.zeros(2, 4), Matrix.zeros(2, 4))));
    assertEquals(
        "momentum: v is 1×10, which is not 1×size with elements 3 to 10 for the 1×8 w",
        refuses(() -> Descent.momentum(1, 0, 3, Matrix.zeros(1, 8), Matrix.zeros(1, 10), eight)));
    Matrix m = Matrix.zeros(1, 8);
    assertEquals(
        "adam: m (1×8) overlaps v (1×8) in memory",
        refuses(() -> Descent.adam(1, 0, 0, 0, 1, 0, Matrix.zeros(1, 8), m, m, eight)));
  }

  private static String refuses(Runnable call) {
    return assertThrows(IllegalArgumentException.class, call::run).getMessage();
  }
}
