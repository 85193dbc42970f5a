package io.github.lanewise.examples;

import io.github.lanewise.nn.Layer;
import io.github.lanewise.nn.Network;

/**
 * Floating-point operations of the products in a training step: 2·m·n·k for each, three for each
 * layer (P = Q·Wᵀ, Δ·W, Δᵀ·Q) except that nothing is propagated back into the input. Activations,
 * cost and update are not counted.
 */
final class FloatingPointOperations {

  private FloatingPointOperations() {}

  static long ofTraining(Network net, int samples) {
    long operations = 0;
    for (Layer layer : net.layers()) {
      int products = layer == net.layers().getFirst() ? 2 : 3;
      operations += 2L * products * samples * layer.inputs() * layer.outputs();
    }
    return operations;
  }
}
