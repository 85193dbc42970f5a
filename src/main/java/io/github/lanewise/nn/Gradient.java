package io.github.lanewise.nn;

import io.github.lanewise.Elementwise;
import io.github.lanewise.Matrix;

/**
 * The gradient of a mean cost over some samples: ∂C/∂W_l and ∂C/∂b_l for every layer, laid out as
 * {@link Parameters}.
 *
 * <p>A gradient is a value that adds: {@link #merge} joins the gradients of two batches to that of
 * both, each weighted by its number of samples, up to rounding. Not thread-safe.
 */
public final class Gradient {

  private final LayerViews views;
  private int samples;

  Gradient(Layout layout) {
    this(new LayerViews(layout), 0);
  }

  private Gradient(LayerViews views, int samples) {
    this.views = views;
    this.samples = samples;
  }

  /** A copy that later steps do not change. */
  public Gradient copy() {
    return new Gradient(views.copy(), samples);
  }

  /** How many values there are. */
  public int size() {
    return views.layout().size();
  }

  /** Over how many samples the cost was averaged. */
  public int samples() {
    return samples;
  }

  void samples(int samples) {
    this.samples = samples;
  }

  /** ∂C/∂W_l, outputs × inputs, as a view. */
  public Matrix dW(int l) {
    return views.weights(l);
  }

  /**
   * ∂C/∂b_l, 1 × outputs, as a view. A layer without bias is an {@link IllegalArgumentException}.
   */
  public Matrix db(int l) {
    return views.bias("Gradient.db", l);
  }

  /** Everything as one 1 × {@link #size} view. */
  public Matrix vector() {
    return views.all();
  }

  /** A copy of everything. */
  public float[] toArray() {
    return vector().toArray();
  }

  /** Adds the other's values to these, as for a sum of two costs. The samples stay as they are. */
  public void add(Gradient other) {
    checkSize("Gradient.add", other);
    Elementwise.add(vector(), other.vector(), vector());
  }

  /** Multiplies every value. */
  public void scale(float factor) {
    Elementwise.scale(factor, vector(), vector());
  }

  /**
   * Makes this the gradient of the mean cost over the samples of both: (n·this + m·other)/(n + m),
   * n and m being their numbers of samples, which add up.
   */
  public void merge(Gradient other) {
    checkSize("Gradient.merge", other);
    int total = Math.addExact(samples, other.samples);
    if (total == 0) {
      throw new IllegalArgumentException("Gradient.merge: neither gradient has a sample yet");
    }
    Elementwise.scale((float) ((double) samples / total), vector(), vector());
    Elementwise.axpy((float) ((double) other.samples / total), other.vector(), vector());
    samples = total;
  }

  private void checkSize(String method, Gradient other) {
    if (other.size() != size()) {
      throw new IllegalArgumentException(
          "%s: this gradient has %d values and the other %d"
              .formatted(method, size(), other.size()));
    }
  }
}
