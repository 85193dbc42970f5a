package io.github.lanewise.nn;

import io.github.lanewise.Matrix;

/** A number for every weight and bias of a network, and the part of each layer as views. */
final class LayerViews {

  private final Layout layout;
  private final Matrix all;
  private final Matrix[] weights;
  private final Matrix[] biases;

  /** All +0. */
  LayerViews(Layout layout) {
    this(layout, Matrix.zeros(1, layout.size()));
  }

  private LayerViews(Layout layout, Matrix all) {
    this.layout = layout;
    this.all = all;
    this.weights = new Matrix[layout.depth()];
    this.biases = new Matrix[layout.depth()];
    for (int l = 1; l <= layout.depth(); l++) {
      weights[l - 1] = layout.weights(all, l);
      biases[l - 1] = layout.bias(all, l);
    }
  }

  LayerViews copy() {
    return new LayerViews(layout, all.copy());
  }

  Layout layout() {
    return layout;
  }

  /** In the order of the layout, 1 × size. */
  Matrix all() {
    return all;
  }

  Matrix weights(int l) {
    return weights[Network.checkLayer(l, weights.length) - 1];
  }

  boolean hasBias(int l) {
    return biases[Network.checkLayer(l, biases.length) - 1] != null;
  }

  /**
   * @param name of the caller, for the error if the layer has none
   */
  Matrix bias(String name, int l) {
    if (!hasBias(l)) {
      throw new IllegalArgumentException("%s: layer %d has no bias".formatted(name, l));
    }
    return biases[l - 1];
  }
}
