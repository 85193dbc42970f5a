package io.github.lanewise.nn;

import static io.github.lanewise.nn.ParametersTest.assertMessage;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NetworkTest {

  @Test
  void describesItself() {
    Network net =
        Network.of(64)
            .inputActivation(Activation.TANH)
            .dense(32, Activation.SIGMOID)
            .denseWithoutBias(16, Activation.leakyRelu(0.5f))
            .dense(10)
            .zeros();
    assertEquals(64, net.inputs());
    assertEquals(10, net.outputs());
    assertEquals(3, net.depth());
    assertEquals(new Layer(32, 16, Activation.leakyRelu(0.5f), false), net.layer(2));
    assertEquals(net.layers().get(2), net.layer(3));
    assertEquals(
        "64 inputs tanh, 64→32 sigmoid, 32→16 leakyRelu(0.5) without bias, 16→10 identity,"
            + " 2762 parameters",
        net.toString());
  }

  @Test
  void eachNetworkOfABuilderHasItsOwnParameters() {
    NetworkBuilder builder = Network.of(2).dense(1);
    Network first = builder.zeros();
    first.parameters().set(new float[] {1, 2, 3});
    assertEquals(0, builder.zeros().parameters().weights(1).get(0, 0));
    assertEquals(1, builder.dense(5).zeros().layer(2).inputs());
    assertEquals(1, first.depth());
  }

  @Test
  void badShapes() {
    assertMessage("0 inputs", () -> Network.of(0));
    assertMessage("-1 outputs", () -> Network.of(3).dense(-1));
    assertMessage("no layer", () -> Network.of(3).zeros());
    assertMessage(
        "more parameters than an array can hold", () -> Network.of(50_000).dense(50_000).zeros());
    Network net = Network.of(3).dense(2).zeros();
    assertMessage("batch size 0", () -> net.workspace(0));
    assertMessage("batch size -1", () -> Workspace.bytes(net, -1));
    assertMessage("batch size 0", () -> net.training(Cost.HALF_SQUARED_ERROR, Optimiser.sgd(1), 0));
  }
}
