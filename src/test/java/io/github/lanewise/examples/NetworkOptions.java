package io.github.lanewise.examples;

import io.github.lanewise.nn.Activation;
import io.github.lanewise.nn.Cost;
import io.github.lanewise.nn.Initialisation;
import io.github.lanewise.nn.Network;
import io.github.lanewise.nn.NetworkBuilder;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Options that say which network is trained. */
final class NetworkOptions {

  /** Activations by the names that the option takes. */
  enum ActivationName {
    sigmoid(Activation.SIGMOID),
    tanh(Activation.TANH),
    relu(Activation.RELU),
    leakyrelu(Activation.leakyRelu(0.01f));

    final Activation activation;

    ActivationName(Activation activation) {
      this.activation = activation;
    }
  }

  /** Costs by the names that the option takes. */
  enum CostName {
    crossentropy(Cost.SOFTMAX_CROSS_ENTROPY),
    binary(Cost.BINARY_CROSS_ENTROPY),
    squared(Cost.HALF_SQUARED_ERROR);

    final Cost cost;

    CostName(Cost cost) {
      this.cost = cost;
    }
  }

  @Option(
      names = "--hidden",
      paramLabel = "N",
      split = ",",
      defaultValue = "64",
      description = "Widths of the hidden layers, as in 128,64.")
  List<Integer> hidden;

  @Option(
      names = "--activation",
      paramLabel = "NAME",
      defaultValue = "sigmoid",
      description = "Of the hidden layers: ${COMPLETION-CANDIDATES}.")
  ActivationName activation;

  @Option(
      names = "--cost",
      paramLabel = "NAME",
      defaultValue = "crossentropy",
      description = "${COMPLETION-CANDIDATES}; crossentropy includes softmax.")
  CostName cost;

  Network network(int inputs, int outputs, long seed) {
    NetworkBuilder builder = Network.of(inputs);
    hidden.forEach(width -> builder.dense(width, activation.activation));
    return builder.dense(outputs).initialise(Initialisation.GLOROT_UNIFORM, seed);
  }

  Cost cost() {
    return cost.cost;
  }

  /** Whether {@link NaiveNetwork} is such a network. */
  boolean hasNaiveTwin() {
    return activation == ActivationName.sigmoid && cost == CostName.crossentropy;
  }

  /** As in {@code 64-128-10, sigmoid, softmax cross-entropy}. */
  String describe(Network net) {
    String widths =
        net.layers().stream()
            .map(layer -> Integer.toString(layer.outputs()))
            .collect(Collectors.joining("-", net.inputs() + "-", ""));
    return "%s, %s, %s".formatted(widths, activation.activation.name(), cost().name());
  }
}
