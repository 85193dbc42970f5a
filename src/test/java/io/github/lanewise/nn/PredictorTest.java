package io.github.lanewise.nn;

import static io.github.lanewise.nn.ParametersTest.assertMessage;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.Matrix;
import io.github.lanewise.Threads;
import io.github.lanewise.kit.Allocation;
import io.github.lanewise.kit.Bits;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PredictorTest {

  private final Network net =
      Network.of(15)
          .inputActivation(Activation.TANH)
          .dense(19, Activation.SIGMOID)
          .denseWithoutBias(14, Activation.RELU)
          .dense(16, Activation.TANH)
          .dense(3)
          .initialise(Initialisation.GLOROT_UNIFORM, 1);

  /** More rows than are computed at a time, three times over. */
  private final Matrix x = Samples.uniform(600, 15, 2);

  @Test
  void theBitsAreThoseOfTheWorkspace() {
    Workspace workspace = net.workspace(600);
    for (int rows : new int[] {1, 15, 16, 255, 256, 257, 260, 512, 513, 599}) {
      Matrix some = x.rows(0, rows);
      Bits.assertSame(workspace.forward(some), net.predictor().predict(some), rows + " rows");
    }
    Matrix expected = workspace.forward(x);
    Matrix wide = Matrix.zeros(600, 7);
    wide.fill(Float.NaN);
    net.predictor().predict(x, wide.view(0, 2, 600, 3));
    Bits.assertSame(expected, wide.view(0, 2, 600, 3), "into a view");
    assertEquals(Float.NaN, wide.get(0, 1));
    assertEquals(Float.NaN, wide.get(599, 5));
  }

  /** Large enough for every way of sharing out: columns, rows, and rounds of rows. */
  @Test
  void threadsDoNotChangeTheBits() {
    Network wide =
        Network.of(300)
            .inputActivation(Activation.TANH)
            .dense(500, Activation.SIGMOID)
            .denseWithoutBias(200, Activation.GELU)
            .dense(7)
            .initialise(Initialisation.GLOROT_UNIFORM, 1);
    Matrix samples = Samples.uniform(1100, 300, 2);
    Workspace workspace = wide.workspace(1100);
    for (int count = 1; count <= 4; count++) {
      try (ForkJoinPool pool = new ForkJoinPool(count)) {
        Predictor predictor = wide.predictor(Threads.of(pool));
        Predictor.Buffer buffer = predictor.buffer(1100);
        for (int rows :
            new int[] {1, 15, 16, 17, 31, 32, 33, 63, 65, 128, 257, 511, 513, 1025, 1100}) {
          Matrix some = samples.rows(0, rows);
          Matrix out = Matrix.zeros(rows, 7);
          out.fill(Float.NaN);
          predictor.predict(some, out, buffer);
          Bits.assertSame(workspace.forward(some), out, rows + " rows on " + count + " threads");
        }
      }
    }
  }

  @Test
  void aParallelCallAllocatesLittle() {
    Network wide = Network.of(300).dense(200, Activation.RELU).dense(7).zeros();
    try (ForkJoinPool pool = new ForkJoinPool(2)) {
      Predictor predictor = wide.predictor(Threads.of(pool));
      Predictor.Buffer buffer = predictor.buffer(128);
      for (int rows : new int[] {16, 128}) {
        Matrix some = Samples.uniform(rows, 300, 2);
        Matrix out = Matrix.zeros(rows, 7);
        long bytes = Allocation.leastBytes(() -> predictor.predict(some, out, buffer), 1024);
        assertTrue(bytes <= 1024, bytes + " bytes for " + rows + " rows");
      }
    }
  }

  @Test
  void laterTrainingDoesNotChangeIt() {
    Predictor predictor = net.predictor();
    Matrix before = predictor.predict(x);
    net.training(Cost.HALF_SQUARED_ERROR, Optimiser.sgd(0.1f), 600)
        .step(x, Samples.uniform(600, 3, 3));
    Bits.assertSame(before, predictor.predict(x), "snapshot");
  }

  @Test
  void manyThreadsMayPredictAtOnce() {
    Predictor predictor = net.predictor();
    Matrix expected = predictor.predict(x);
    IntStream.range(0, 64)
        .parallel()
        .forEach(i -> Bits.assertSame(expected, predictor.predict(x), "call " + i));
  }

  @Test
  void classifyTakesTheLargestAndTheFirstOfEquals() {
    Network identity = Network.of(3).denseWithoutBias(3, Activation.IDENTITY).zeros();
    identity.parameters().set(new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1});
    assertArrayEquals(
        new int[] {2, 0, 1, 0},
        identity
            .predictor()
            .classify(
                Matrix.of(
                    new float[] {1, 2, 3},
                    new float[] {-1, -2, -3},
                    new float[] {0, 5, 5},
                    new float[] {0, 0, 0})));
  }

  @Test
  void noRowsGiveNoRows() {
    assertEquals("0×3", net.predictor().predict(Matrix.zeros(0, 15)).shape());
    assertArrayEquals(new int[0], net.predictor().classify(Matrix.zeros(0, 15)));
  }

  @Test
  void aBufferGivesTheSameBitsAndAllocatesNothing() {
    Predictor predictor = net.predictor();
    Predictor.Buffer buffer = predictor.buffer(x.rows());
    Matrix out = Matrix.zeros(x.rows(), predictor.predict(x).columns());
    for (int rows : new int[] {1, 16, 100, x.rows()}) {
      Matrix part = x.rows(0, rows);
      Matrix ofPart = out.rows(0, rows);
      predictor.predict(part, ofPart, buffer);
      Bits.assertSame(predictor.predict(part), ofPart, rows + " rows");
    }
    Matrix some = x.rows(0, 32);
    Matrix ofSome = out.rows(0, 32);
    assertEquals(0, Allocation.leastBytes(() -> predictor.predict(some, ofSome, buffer)), "bytes");
  }

  @Test
  void badInput() {
    Predictor predictor = net.predictor();
    assertMessage("x is 600×3", () -> predictor.predict(Matrix.zeros(600, 3)));
    assertMessage("out is 599×3", () -> predictor.predict(x, Matrix.zeros(599, 3)));
    assertMessage("out is 600×4", () -> predictor.predict(x, Matrix.zeros(600, 4)));
    Matrix both = Matrix.zeros(4, 18);
    assertMessage(
        "out overlaps x", () -> predictor.predict(both.view(0, 0, 4, 15), both.view(0, 14, 4, 3)));
    assertMessage("0 rows", () -> predictor.buffer(0));
    assertMessage(
        "x is 600×15 and the buffer is for 5 rows",
        () -> predictor.predict(x, Matrix.zeros(600, 3), predictor.buffer(5)));
    assertMessage(
        "one output", () -> Network.of(2).dense(1).zeros().predictor().classify(Matrix.row(1, 2)));
    Matrix nan = x.rows(0, 1).copy();
    nan.set(0, 14, Float.NaN);
    assertEquals(Float.NaN, predictor.predict(nan).get(0, 0));
    assertThrows(ArithmeticException.class, () -> predictor.classify(nan));
  }
}
