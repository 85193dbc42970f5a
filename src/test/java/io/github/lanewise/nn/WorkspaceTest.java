package io.github.lanewise.nn;

import static io.github.lanewise.nn.ParametersTest.assertMessage;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.Matrix;
import io.github.lanewise.Threads;
import io.github.lanewise.kit.Bits;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkspaceTest {

  private final Network net =
      Network.of(5)
          .inputActivation(Activation.TANH)
          .dense(7, Activation.SIGMOID)
          .dense(3)
          .initialise(Initialisation.GLOROT_UNIFORM, 1);
  private final Workspace workspace = net.workspace(8);
  private final Matrix x = Samples.uniform(8, 5, 2);
  private final Matrix y = Samples.uniform(8, 3, 3);

  @Test
  void shapesFollowTheBatch() {
    for (int rows : new int[] {8, 1, 3}) {
      assertEquals(rows + "×3", workspace.forward(x.rows(0, rows)).shape());
      workspace.backward(Cost.HALF_SQUARED_ERROR, y.rows(0, rows));
      assertEquals(rows + "×5", workspace.p(0).shape());
      assertEquals(rows + "×5", workspace.q(0).shape());
      assertEquals(rows + "×7", workspace.p(1).shape());
      assertEquals(rows + "×7", workspace.delta(1).shape());
      assertEquals(rows + "×3", workspace.delta(2).shape());
      assertEquals(rows + "×5", workspace.inputDelta().shape());
      assertEquals(rows, workspace.gradient().samples());
    }
  }

  /**
   * A sample's p and q do not depend on its neighbours, nor on what the memory held before. Some
   * batches of at most 15 rows sum in another order than larger ones (see Gemm): with 250 inputs
   * all of them, with 21 only a single row.
   */
  @Test
  void rowsAreIndependent() {
    assertRowsIndependent(21, 40, 3);
    assertRowsIndependent(250, 15, 1);
  }

  private static void assertRowsIndependent(int inputs, int rows, int part) {
    Network wide =
        Network.of(inputs)
            .dense(45, Activation.SIGMOID)
            .dense(3)
            .initialise(Initialisation.GLOROT_UNIFORM, 1);
    Matrix all = Samples.uniform(rows, inputs, 2);
    Workspace used = wide.workspace(rows);
    Matrix q2 = used.forward(all).copy();
    Matrix q1 = used.q(1).copy();
    Workspace fresh = wide.workspace(part);
    for (int i = 0; i + part <= rows; i++) {
      Bits.assertSame(q2.rows(i, part), fresh.forward(all.rows(i, part)), "q2");
      Bits.assertSame(q1.rows(i, part), fresh.q(1), "q1");
      Bits.assertSame(q2.rows(i, part), used.forward(all.rows(i, part)), "q2, used memory");
    }
  }

  /**
   * Large enough for threads to share out the work: each takes rows of its own through all layers,
   * or, where these are too few, elements of each operation.
   */
  @ParameterizedTest
  @ValueSource(ints = {301, 40, 24})
  void threadsDoNotChangeTheBits(int rows) {
    Network wide =
        Network.of(40)
            .inputActivation(Activation.TANH)
            .dense(331, Activation.GELU)
            .dense(257, Activation.SIGMOID)
            .dense(3)
            .initialise(Initialisation.GLOROT_UNIFORM, 1);
    Matrix samples = Samples.uniform(rows, 40, 2);
    Matrix labels = Samples.classes(rows, 3, 3);
    Workspace one = wide.workspace(rows);
    one.forward(samples);
    float cost = one.backward(Cost.SOFTMAX_CROSS_ENTROPY, labels);
    for (int count = 2; count <= 4; count++) {
      try (ForkJoinPool pool = new ForkJoinPool(count)) {
        Workspace some = wide.workspace(rows, Threads.of(pool));
        Bits.assertSame(one.q(3), some.forward(samples), "q3");
        assertEquals(cost, some.backward(Cost.SOFTMAX_CROSS_ENTROPY, labels));
        for (int l = 1; l <= 3; l++) {
          Bits.assertSame(one.q(l), some.q(l), "q of layer " + l);
          Bits.assertSame(one.delta(l), some.delta(l), "delta of layer " + l);
        }
        assertArrayEquals(one.gradient().toArray(), some.gradient().toArray());
      }
    }
  }

  @Test
  void inputsMayBePartOfALargerMatrix() {
    Matrix wide = Matrix.zeros(8, 11);
    wide.fill(Float.NaN);
    wide.view(0, 4, 8, 5).copyFrom(x);
    Matrix expected = workspace.forward(x).copy();
    Bits.assertSame(expected, workspace.forward(wide.view(0, 4, 8, 5)), "q2");
    workspace.backward(Cost.HALF_SQUARED_ERROR, y);
    float[] gradient = workspace.gradient().toArray();
    workspace.forward(x);
    workspace.backward(Cost.HALF_SQUARED_ERROR, y);
    assertArrayEquals(workspace.gradient().toArray(), gradient);
  }

  @Test
  void identityLayersShareTheirMemory() {
    workspace.forward(x);
    assertSame(workspace.p(2), workspace.q(2));
    assertFalse(workspace.p(1).overlaps(workspace.q(1)));
  }

  /** 8 rows of: q₀ 5; p, q, δ of 7; p, δ of 3; and 66 parameters. */
  @Test
  void bytesAreKnownBefore() {
    assertEquals(4 * (8 * (5 + 3 * 7 + 2 * 3) + 66), Workspace.bytes(net, 8));
    int largestLayer = 5 * 7;
    long plain = Workspace.bytes(net, 8) + 4 * 8 * (5 + 3);
    long stateless = plain + 4 * largestLayer;
    assertEquals(plain, Training.bytes(net, Optimiser.sgd(1), 8));
    assertEquals(stateless, Training.bytes(net, Optimiser.sgd(1, 0.1f), 8));
    assertEquals(stateless + 4 * 66, Training.bytes(net, Optimiser.momentum(1, 0.5f), 8));
    assertEquals(stateless + 4 * 2 * 66, Training.bytes(net, Optimiser.adam(1), 8));
    Network wide = Network.of(1).dense(1000).zeros();
    assertEquals(4L * (2L * 1000 * 10_000_000 + 2000), Workspace.bytes(wide, 10_000_000));
  }

  @Test
  void passesComeInOrder() {
    assertThrows(IllegalStateException.class, () -> workspace.q(1));
    assertThrows(IllegalStateException.class, () -> workspace.backward(Cost.HALF_SQUARED_ERROR, y));
    workspace.forward(x);
    assertThrows(IllegalStateException.class, () -> workspace.delta(1));
    workspace.backward(Cost.HALF_SQUARED_ERROR, y);
    assertEquals("8×7", workspace.delta(1).shape());
    workspace.forward(x.rows(0, 2));
    assertThrows(IllegalStateException.class, workspace::inputDelta);
  }

  @Test
  void badInput() {
    assertMessage("x is 8×3, but the network has 5", () -> workspace.forward(y));
    assertMessage("x is 0×5: a batch needs", () -> workspace.forward(x.rows(0, 0)));
    assertMessage("x is 9×5, but there is memory", () -> workspace.forward(Matrix.zeros(9, 5)));
    workspace.forward(x);
    assertMessage(
        "y is 2×3, but x has 8 rows",
        () -> workspace.backward(Cost.HALF_SQUARED_ERROR, y.rows(0, 2)));
    assertMessage(
        "y is 8×5, but x has 8 rows", () -> workspace.backward(Cost.HALF_SQUARED_ERROR, x));
    assertMessage("layer 3", () -> workspace.p(3));
    assertMessage("layer -1", () -> workspace.q(-1));
    workspace.backward(Cost.HALF_SQUARED_ERROR, y);
    assertMessage("layer 0", () -> workspace.delta(0));
  }

  @Test
  void nanPropagatesToItsOwnRowOnly() {
    Matrix bad = x.copy();
    bad.set(4, 2, Float.NaN);
    Matrix q = workspace.forward(bad);
    for (int i = 0; i < 8; i++) {
      assertEquals(i == 4, Float.isNaN(q.get(i, 0)), "row " + i);
    }
    assertTrue(Float.isNaN(workspace.backward(Cost.HALF_SQUARED_ERROR, y)));
  }
}
