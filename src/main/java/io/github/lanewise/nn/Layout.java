package io.github.lanewise.nn;

import io.github.lanewise.Matrix;
import java.util.List;

/**
 * Where the weights and biases of a network lie in one array: W₁ b₁ W₂ b₂ …, each row by row and
 * without a gap. Layers count from 1, as the input counts as 0. Immutable.
 */
final class Layout {

  private final List<Layer> layers;
  private final int[] start;
  private final int size;

  Layout(List<Layer> layers) {
    this.layers = layers;
    this.start = new int[layers.size()];
    long end = 0;
    for (int i = 0; i < start.length; i++) {
      start[i] = (int) end;
      end += layers.get(i).parameters();
      if (end > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "Network: %s has more parameters than an array can hold".formatted(layers));
      }
    }
    this.size = (int) end;
  }

  int size() {
    return size;
  }

  int depth() {
    return start.length;
  }

  /** W_l in the row of all parameters. */
  Matrix weights(Matrix all, int l) {
    Layer layer = layers.get(l - 1);
    int start = all.offset() + weightsStart(l);
    return Matrix.wrap(all.data(), start, layer.outputs(), layer.inputs(), layer.inputs());
  }

  /** Null where the layer has none. */
  Matrix bias(Matrix all, int l) {
    return hasBias(l) ? all.view(0, biasStart(l), 1, layers.get(l - 1).outputs()) : null;
  }

  boolean hasBias(int l) {
    return layers.get(l - 1).bias();
  }

  int weightsStart(int l) {
    return start[l - 1];
  }

  int biasStart(int l) {
    Layer layer = layers.get(l - 1);
    return start[l - 1] + layer.outputs() * layer.inputs();
  }

  /** Which weight or bias element {@code index} of the array is. */
  ParameterPosition position(int index) {
    int l = depth();
    while (start[l - 1] > index) {
      l--;
    }
    int inputs = layers.get(l - 1).inputs();
    int fromStart = index - start[l - 1];
    return index < biasStart(l)
        ? new ParameterPosition(l, false, fromStart / inputs, fromStart % inputs)
        : new ParameterPosition(l, true, 0, index - biasStart(l));
  }
}
