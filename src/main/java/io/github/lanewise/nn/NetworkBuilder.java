package io.github.lanewise.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Collects the layers of a {@link Network}; got from {@link Network#of}. Each network it makes has
 * parameters of its own. Not thread-safe.
 */
public final class NetworkBuilder {

  private final int inputs;
  private final List<Layer> layers = new ArrayList<>();
  private Activation inputActivation = Activation.IDENTITY;

  NetworkBuilder(int inputs) {
    if (inputs < 1) {
      throw new IllegalArgumentException(
          "Network.of: %d inputs; there must be at least one".formatted(inputs));
    }
    this.inputs = inputs;
  }

  /** Sets σ₀, applied to the input before the first layer. */
  public NetworkBuilder inputActivation(Activation activation) {
    this.inputActivation = Objects.requireNonNull(activation, "activation");
    return this;
  }

  /** Adds a layer with bias and the identity: p = W·q_below + b, q = p. */
  public NetworkBuilder dense(int outputs) {
    return dense(outputs, Activation.IDENTITY);
  }

  /** Adds a layer with bias: p = W·q_below + b, q = σ(p). */
  public NetworkBuilder dense(int outputs, Activation activation) {
    return add(outputs, activation, true);
  }

  /** Adds a layer without bias: p = W·q_below, q = σ(p). */
  public NetworkBuilder denseWithoutBias(int outputs, Activation activation) {
    return add(outputs, activation, false);
  }

  private NetworkBuilder add(int outputs, Activation activation, boolean bias) {
    int below = layers.isEmpty() ? inputs : layers.getLast().outputs();
    layers.add(new Layer(below, outputs, activation, bias));
    return this;
  }

  /** A network whose weights and biases are all +0, to be set by hand. */
  public Network zeros() {
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("Network: there is no layer; add one with dense(…)");
    }
    return new Network(inputActivation, layers);
  }

  /**
   * A network with weights drawn layer by layer from one seeded generator, and biases +0. Equal
   * arguments give equal bits on every machine.
   */
  public Network initialise(Initialisation initialisation, long seed) {
    Network net = zeros();
    RandomGenerator random = Draw.generator(seed);
    for (int l = 1; l <= net.depth(); l++) {
      initialisation.fill(net.parameters().weights(l), random);
    }
    return net;
  }
}
