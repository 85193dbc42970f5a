package io.github.lanewise.nn;

import io.github.lanewise.Matrix;

/**
 * The weights W₁ … W_L (outputs × inputs) and biases b₁ … b_L (1 × outputs) of a network, in one
 * contiguous array: W₁ b₁ W₂ b₂ …, each row by row. Layers count from 1: W₁ leads from the input to
 * layer 1.
 *
 * <p>The matrices are views: what is written to them is what the network computes with. Not
 * thread-safe; nobody may read while another thread writes.
 */
public final class Parameters {

  private final LayerViews views;

  Parameters(Layout layout) {
    this(new LayerViews(layout));
  }

  private Parameters(LayerViews views) {
    this.views = views;
  }

  Parameters copy() {
    return new Parameters(views.copy());
  }

  Layout layout() {
    return views.layout();
  }

  /** How many weights and biases there are together. */
  public int size() {
    return layout().size();
  }

  /** W_l, outputs × inputs, as a view. */
  public Matrix weights(int l) {
    return views.weights(l);
  }

  /** b_l, 1 × outputs, as a view. A layer without bias is an {@link IllegalArgumentException}. */
  public Matrix bias(int l) {
    return views.bias("Parameters.bias", l);
  }

  /** Whether layer l has a bias. */
  public boolean hasBias(int l) {
    return views.hasBias(l);
  }

  /** Everything as one 1 × {@link #size} view, in the order of the class comment. */
  public Matrix vector() {
    return views.all();
  }

  /** Copies the given rows into W_l. */
  public void setWeights(int l, float[]... rows) {
    Matrix w = weights(l);
    Matrix source = Matrix.of(rows);
    if (source.rows() != w.rows() || source.columns() != w.columns()) {
      throw new IllegalArgumentException(
          "Parameters.setWeights: the rows given are %s and W%d is %s"
              .formatted(source.shape(), l, w.shape()));
    }
    w.copyFrom(source);
  }

  /** Copies the given values into b_l. */
  public void setBias(int l, float... values) {
    Matrix b = bias(l);
    if (values.length != b.columns()) {
      throw new IllegalArgumentException(
          "Parameters.setBias: %d values given and b%d is %s"
              .formatted(values.length, l, b.shape()));
    }
    b.copyFrom(Matrix.row(values));
  }

  /** A copy of everything, in the order of the class comment. */
  public float[] toArray() {
    return vector().toArray();
  }

  /** Copies all {@link #size} values in, in the order of the class comment. */
  public void set(float[] values) {
    if (values.length != size()) {
      throw new IllegalArgumentException(
          "Parameters.set: %d values given for %d parameters".formatted(values.length, size()));
    }
    vector().copyFrom(Matrix.row(values));
  }

  /** As in {@code 4810 parameters in 2 layers}. */
  @Override
  public String toString() {
    return "%d parameters in %d layers".formatted(size(), layout().depth());
  }
}
