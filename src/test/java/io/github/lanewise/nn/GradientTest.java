package io.github.lanewise.nn;

import static io.github.lanewise.nn.ParametersTest.assertMessage;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lanewise.Matrix;
import org.junit.jupiter.api.Test;

/** A gradient is a value that adds. */
class GradientTest {

  private final Network net =
      Network.of(6).dense(5, Activation.SIGMOID).dense(3).initialise(Initialisation.HE_NORMAL, 1);
  private final Matrix x = Samples.uniform(12, 6, 2);
  private final Matrix y = Samples.classes(12, 3, 3);

  private Gradient of(int first, int count) {
    Workspace workspace = net.workspace(count);
    workspace.forward(x.rows(first, count));
    workspace.backward(Cost.SOFTMAX_CROSS_ENTROPY, y.rows(first, count));
    return workspace.gradient();
  }

  @Test
  void shardsMergeToTheWholeBatch() {
    Gradient merged = of(0, 3);
    merged.merge(of(3, 8));
    merged.merge(of(11, 1));
    assertEquals(12, merged.samples());
    Gradient whole = of(0, 12);
    for (int l = 1; l <= 2; l++) {
      Differences.assertClose(RealMatrix.of(whole.dW(l)), merged.dW(l), "∂C/∂W" + l);
      Differences.assertClose(RealMatrix.of(whole.db(l)), merged.db(l), "∂C/∂b" + l);
    }
  }

  @Test
  void addAndScaleAreTheVectors() {
    Gradient a = of(0, 2);
    Gradient b = of(2, 2);
    float[] before = a.toArray();
    float[] other = b.toArray();
    a.add(b);
    float[] sum = a.toArray();
    a.scale(0.5f);
    for (int i = 0; i < sum.length; i++) {
      assertEquals(before[i] + other[i], sum[i]);
      assertEquals(sum[i] * 0.5f, a.toArray()[i]);
    }
    assertArrayEquals(other, b.toArray());
    assertEquals(2, a.samples());
  }

  @Test
  void aCopyOutlivesTheNextPass() {
    Workspace workspace = net.workspace(12);
    workspace.forward(x);
    workspace.backward(Cost.SOFTMAX_CROSS_ENTROPY, y);
    Gradient copy = workspace.gradient().copy();
    float[] values = copy.toArray();
    workspace.forward(x.rows(0, 4));
    workspace.backward(Cost.SOFTMAX_CROSS_ENTROPY, y.rows(0, 4));
    assertArrayEquals(values, copy.toArray());
    assertEquals(12, copy.samples());
  }

  @Test
  void badInput() {
    Gradient gradient = of(0, 2);
    Network other = Network.of(6).denseWithoutBias(3, Activation.TANH).zeros();
    Gradient small = other.workspace(1).gradient();
    assertMessage("53 values and the other 18", () -> gradient.add(small));
    assertMessage("53 values and the other 18", () -> gradient.merge(small));
    assertMessage("neither gradient has a sample", () -> small.merge(small.copy()));
    assertMessage("layer 1 has no bias", () -> small.db(1));
    assertMessage(
        "18 values and the network 53",
        () -> net.training(Cost.SOFTMAX_CROSS_ENTROPY, Optimiser.sgd(1), 1).update(small));
  }
}
