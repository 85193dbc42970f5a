package io.github.lanewise.nn;

import static io.github.lanewise.nn.ParametersTest.assertMessage;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.Matrix;
import io.github.lanewise.Threads;
import io.github.lanewise.kit.Shapes;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OptimiserTest {

  private static final int STEPS = 100;
  private static final float RATE = 0.01f;

  /** One parameter as a rule in plain Java changes it. */
  private interface One {
    float next(float w, float g);
  }

  /** One parameter as the textbook changes it, in double. */
  private interface Textbook {
    double next(double w, double g);
  }

  enum Rule {
    SGD(Optimiser.sgd(RATE)) {
      @Override
      One one() {
        return (w, g) -> Math.fma(-RATE, g, w);
      }

      @Override
      Textbook textbook() {
        return (w, g) -> w - (double) RATE * g;
      }
    },
    DECAYED_SGD(Optimiser.sgd(RATE, 0.1f)) {
      @Override
      One one() {
        return (w, g) -> Math.fma(-RATE, Math.fma(0.1f, w, g), w);
      }

      @Override
      Textbook textbook() {
        return (w, g) -> w - (double) RATE * (g + (double) 0.1f * w);
      }
    },
    MOMENTUM(Optimiser.momentum(RATE, 0.9f)) {
      @Override
      One one() {
        float[] v = new float[1];
        return (w, g) -> {
          v[0] = normal(Math.fma(0.9f, v[0], g));
          return Math.fma(-RATE, v[0], w);
        };
      }

      @Override
      Textbook textbook() {
        double[] v = new double[1];
        return (w, g) -> {
          v[0] = (double) 0.9f * v[0] + g;
          return w - (double) RATE * v[0];
        };
      }
    },
    NESTEROV(Optimiser.nesterov(RATE, 0.9f)) {
      @Override
      One one() {
        float[] v = new float[1];
        return (w, g) -> {
          v[0] = normal(Math.fma(0.9f, v[0], g));
          return Math.fma(-RATE, Math.fma(0.9f, v[0], g), w);
        };
      }

      /** Sutskever's form: the gradient is that at θ + μ·u, the point which w is. */
      @Override
      Textbook textbook() {
        double[] theta = {Double.NaN};
        double[] u = new double[1];
        double mu = 0.9f;
        return (w, g) -> {
          if (Double.isNaN(theta[0])) {
            theta[0] = w;
          }
          u[0] = mu * u[0] - (double) RATE * g;
          theta[0] += u[0];
          return theta[0] + mu * u[0];
        };
      }
    },
    ADAM(Optimiser.adam(RATE)) {
      @Override
      One one() {
        return adam(0.9f, 0.999f, 1e-8f, 0);
      }

      @Override
      Textbook textbook() {
        return textbookAdam(0.9f, 0.999f, 1e-8f, 0);
      }
    },
    FULL_ADAM(Optimiser.adam(RATE, 0.6f, 0.8f, 0.5f)) {
      @Override
      One one() {
        return adam(0.6f, 0.8f, 0.5f, 0);
      }

      @Override
      Textbook textbook() {
        return textbookAdam(0.6f, 0.8f, 0.5f, 0);
      }
    },
    ADAM_W(Optimiser.adamW(RATE, 0.1f)) {
      @Override
      One one() {
        return adam(0.9f, 0.999f, 1e-8f, 0.1f);
      }

      @Override
      Textbook textbook() {
        return textbookAdam(0.9f, 0.999f, 1e-8f, 0.1f);
      }
    },
    FULL_ADAM_W(Optimiser.adamW(RATE, 0, 0.5f, 1e-3f, 0.3f)) {
      @Override
      One one() {
        return adam(0, 0.5f, 1e-3f, 0.3f);
      }

      @Override
      Textbook textbook() {
        return textbookAdam(0, 0.5f, 1e-3f, 0.3f);
      }
    };

    final Optimiser optimiser;

    Rule(Optimiser optimiser) {
      this.optimiser = optimiser;
    }

    abstract One one();

    abstract Textbook textbook();

    private static float normal(float x) {
      return Math.abs(x) < Float.MIN_NORMAL ? 0 : x;
    }

    private static One adam(float beta1, float beta2, float epsilon, float lambda) {
      float[] state = new float[2];
      double[] powers = {1, 1};
      return (w, g) -> {
        powers[0] *= beta1;
        powers[1] *= beta2;
        double s = 1 - powers[0];
        double r = Math.sqrt(1 - powers[1]);
        float rate = (float) (RATE * (r / s));
        float decay = (float) (lambda * (s / r));
        float m = normal(Math.fma(1 - beta1, g - state[0], state[0]));
        float v = normal(Math.fma(1 - beta2, Math.fma(g, g, -state[1]), state[1]));
        state[0] = m;
        state[1] = v;
        float direction = m / ((float) Math.sqrt(v) + (float) (epsilon * r));
        return Math.fma(-rate, Math.fma(decay, w, direction), w);
      };
    }

    private static Textbook textbookAdam(
        double beta1, double beta2, double epsilon, double lambda) {
      double[] state = new double[2];
      int[] t = new int[1];
      return (w, g) -> {
        t[0]++;
        state[0] = beta1 * state[0] + (1 - beta1) * g;
        state[1] = beta2 * state[1] + (1 - beta2) * g * g;
        double m = state[0] / (1 - Math.pow(beta1, t[0]));
        double v = state[1] / (1 - Math.pow(beta2, t[0]));
        return w - RATE * (m / (Math.sqrt(v) + epsilon) + lambda * w);
      };
    }
  }

  /** ½ to 1½ in size, of either sign. */
  private static float gradient(RandomGenerator random) {
    return (random.nextBoolean() ? 1 : -1) * (0.5f + random.nextFloat());
  }

  @ParameterizedTest
  @EnumSource
  void theBitsAreThoseOfTheSequenceInTheJavadoc(Rule rule) {
    RandomGenerator random = Shapes.random(7);
    int size = 53;
    Matrix w = Matrix.row(Shapes.values(size, random));
    float[] expected = w.toArray();
    One[] ones = new One[size];
    for (int i = 0; i < size; i++) {
      ones[i] = rule.one();
    }
    Optimiser.Rule started = rule.optimiser.start(size);
    for (int t = 0; t < STEPS; t++) {
      Matrix g = Matrix.zeros(1, size);
      for (int i = 0; i < size; i++) {
        g.set(0, i, gradient(random));
        expected[i] = ones[i].next(expected[i], g.get(0, i));
      }
      started.update(w, g);
      assertArrayEquals(expected, w.toArray(), rule + ", step " + (t + 1));
    }
  }

  /**
   * u = 2⁻²⁴. Each step rounds W once, by at most u·|W|, and its direction d is off by at most
   * 1500·u: with ½ ≤ |g| ≤ 1½ and β₂ = 0.999, v̂ is from ¼ to 2¼, and rounding v t times makes a
   * relative error of at most 9·t·u, of √v half that, of d, which is at most 3, 13.5·t·u ≤ 1350·u.
   * All other roundings, those of m and of momentum's v, at most 15 in size, ten times over, come
   * to less than 150·u.
   */
  @ParameterizedTest
  @EnumSource
  void theSequenceIsTheTextbooksFormula(Rule rule) {
    RandomGenerator random = Shapes.random(8);
    int size = 53;
    Matrix w = Matrix.row(Shapes.values(size, random));
    double[] exact = new double[size];
    Textbook[] textbooks = new Textbook[size];
    for (int i = 0; i < size; i++) {
      exact[i] = w.get(0, i);
      textbooks[i] = rule.textbook();
    }
    Optimiser.Rule started = rule.optimiser.start(size);
    double largest = 0;
    for (int t = 1; t <= STEPS; t++) {
      Matrix g = Matrix.zeros(1, size);
      for (int i = 0; i < size; i++) {
        g.set(0, i, gradient(random));
        exact[i] = textbooks[i].next(exact[i], g.get(0, i));
        largest = Math.max(largest, Math.abs(exact[i]));
      }
      started.update(w, g);
      double bound = t * 0x1p-24 * (largest + 1500 * RATE);
      for (int i = 0; i < size; i++) {
        double error = Math.abs(w.get(0, i) - exact[i]);
        assertTrue(error <= bound, rule + ", step " + t + ": " + error + " > " + bound);
      }
    }
  }

  /** Applied strip by strip, from several threads, or to the gradient as a whole. */
  @ParameterizedTest
  @EnumSource
  void stripsAndTheWholeGradientGiveTheSameBits(Rule rule) {
    float[] whole = afterSomeSteps(rule, Threads.sequential(), true);
    assertArrayEquals(whole, afterSomeSteps(rule, Threads.sequential(), false));
    for (int threads = 1; threads <= 4; threads++) {
      try (ForkJoinPool pool = new ForkJoinPool(threads)) {
        assertArrayEquals(whole, afterSomeSteps(rule, Threads.of(pool), false), "" + threads);
        assertArrayEquals(whole, afterSomeSteps(rule, Threads.of(pool), true), "" + threads);
      }
    }
  }

  /** W₁ alone makes three strips. */
  private static float[] afterSomeSteps(Rule rule, Threads threads, boolean asWhole) {
    Network net = wide();
    Training training = net.training(Cost.SOFTMAX_CROSS_ENTROPY, rule.optimiser, 20, threads);
    Matrix x = Samples.uniform(20, 201, 2);
    Matrix y = Samples.classes(20, 10, 3);
    for (int t = 0; t < 4; t++) {
      training.evaluate(x, y);
      if (asWhole) {
        training.gradient();
      }
      training.update();
    }
    return net.parameters().toArray();
  }

  private static Network wide() {
    return Network.of(201)
        .dense(303, Activation.TANH)
        .dense(10)
        .initialise(Initialisation.GLOROT_UNIFORM, 1);
  }

  @Test
  void aRulesOfOnesOwnCountsStepsAndNotStrips() {
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger parts = new AtomicInteger();
    AtomicInteger elements = new AtomicInteger();
    Optimiser own =
        size ->
            new Optimiser.ElementwiseRule() {
              @Override
              public void begin() {
                begun.incrementAndGet();
              }

              @Override
              public void update(int first, Matrix parameters, Matrix gradient) {
                parts.incrementAndGet();
                elements.addAndGet(parameters.columns());
              }
            };
    Network net = wide();
    Training training = net.training(Cost.SOFTMAX_CROSS_ENTROPY, own, 20, Threads.commonPool());
    Matrix x = Samples.uniform(20, 201, 2);
    Matrix y = Samples.classes(20, 10, 3);
    training.step(x, y);
    training.step(x, y);
    assertEquals(2, begun.get());
    assertEquals(2 * net.parameters().size(), elements.get());
    assertTrue(parts.get() >= 2 * 5, () -> parts + " parts");
    training.update(training.gradient());
    assertEquals(3, begun.get());
  }

  /** A rule that is no {@link Optimiser.ElementwiseRule}. */
  @Test
  void aRuleMayNeedTheWholeGradient() {
    Optimiser signs =
        size ->
            (parameters, gradient) -> {
              assertEquals(size, gradient.columns());
              for (int i = 0; i < size; i++) {
                float step = 0.01f * Math.signum(gradient.get(0, i));
                parameters.set(0, i, parameters.get(0, i) - step);
              }
            };
    Network net = wide();
    float[] before = net.parameters().toArray();
    Training training = net.training(Cost.SOFTMAX_CROSS_ENTROPY, signs, 20);
    training.step(Samples.uniform(20, 201, 2), Samples.classes(20, 10, 3));
    float[] gradient = training.gradient().toArray();
    float[] after = net.parameters().toArray();
    for (int i = 0; i < before.length; i++) {
      assertEquals(before[i] - 0.01f * Math.signum(gradient[i]), after[i]);
    }
  }

  @Test
  void badValuesAreNamed() {
    for (float rate : new float[] {0, -1, Float.NaN, Float.POSITIVE_INFINITY}) {
      String message = "learning rate " + rate + " is not a finite number above 0";
      assertMessage("Optimiser.sgd: " + message, () -> Optimiser.sgd(rate, 0));
      assertMessage("Optimiser.momentum: " + message, () -> Optimiser.momentum(rate, 0));
      assertMessage("Optimiser.nesterov: " + message, () -> Optimiser.nesterov(rate, 0));
      assertMessage("Optimiser.adam: " + message, () -> Optimiser.adam(rate));
      assertMessage("Optimiser.adamW: " + message, () -> Optimiser.adamW(rate, 0));
    }
    for (float share : new float[] {1, -0.1f, Float.NaN, Float.POSITIVE_INFINITY}) {
      String message = " " + share + " is not from 0 to below 1";
      assertMessage("momentum" + message, () -> Optimiser.momentum(1, share));
      assertMessage("momentum" + message, () -> Optimiser.nesterov(1, share));
      assertMessage("beta1" + message, () -> Optimiser.adam(1, share, 0, 1));
      assertMessage("beta2" + message, () -> Optimiser.adamW(1, 0, share, 1, 0));
    }
    for (float decay : new float[] {-1, Float.NaN, Float.POSITIVE_INFINITY}) {
      String message = "weight decay " + decay + " is not a finite number of at least 0";
      assertMessage("Optimiser.sgd: " + message, () -> Optimiser.sgd(1, decay));
      assertMessage("Optimiser.adamW: " + message, () -> Optimiser.adamW(1, decay));
    }
    for (float epsilon : new float[] {0, -1, 1e-39f, Float.NaN, Float.POSITIVE_INFINITY}) {
      assertMessage("Optimiser.adam: epsilon", () -> Optimiser.adam(1, 0, 0, epsilon));
    }
  }
}
