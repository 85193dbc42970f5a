package io.github.lanewise.nn;

import io.github.lanewise.Elementwise;
import io.github.lanewise.Gemm;
import io.github.lanewise.Matrix;

/**
 * A network as it was when the predictor was made. Immutable, so that any number of threads may
 * predict at once; each call allocates its own scratch memory. The outputs have the same bits as
 * those of {@link Workspace#forward} for the same x.
 */
public final class Predictor {

  /**
   * Rows computed at a time at most, which bounds the scratch memory. More rows are shared out
   * evenly, so that no part has 15 or fewer: the order of their sums would be another one (see
   * {@link Gemm}), and the last bits would depend on this number.
   */
  private static final int CHUNK = 256;

  private final Activation inputActivation;
  private final Layer[] layers;
  private final Parameters parameters;
  private final int inputs;
  private final int outputs;
  private final int widest;

  Predictor(Network net) {
    this.inputActivation = net.inputActivation();
    this.layers = net.layers().toArray(Layer[]::new);
    this.parameters = net.parameters().copy();
    this.inputs = net.inputs();
    this.outputs = net.outputs();
    int width = inputs;
    for (Layer layer : layers) {
      width = Math.max(width, layer.outputs());
    }
    this.widest = width;
  }

  /** q_L for every row of x, in a new rows × outputs matrix. No rows give no rows. */
  public Matrix predict(Matrix x) {
    Matrix out = Matrix.zeros(x.rows(), outputs);
    predict(x, out);
    return out;
  }

  /**
   * Overwrites out with q_L for every row of x.
   *
   * @param x rows × inputs
   * @param out rows × outputs, not overlapping x
   */
  public void predict(Matrix x, Matrix out) {
    if (x.columns() != inputs || out.rows() != x.rows() || out.columns() != outputs) {
      throw new IllegalArgumentException(
          "Predictor.predict: x is %s and out is %s, but the network has %d inputs and %d outputs"
              .formatted(x.shape(), out.shape(), inputs, outputs));
    }
    if (out.overlaps(x)) {
      throw new IllegalArgumentException("Predictor.predict: out overlaps x in memory");
    }
    float[] below = new float[Math.multiplyExact(Math.min(CHUNK, x.rows()), widest)];
    float[] above = new float[below.length];
    int parts = Math.ceilDiv(x.rows(), CHUNK);
    for (int part = 0; part < parts; part++) {
      int first = (int) ((long) x.rows() * part / parts);
      int rows = (int) ((long) x.rows() * (part + 1) / parts) - first;
      predict(x.rows(first, rows), out.rows(first, rows), below, above);
    }
  }

  private void predict(Matrix x, Matrix out, float[] below, float[] above) {
    int rows = x.rows();
    Matrix q = x;
    if (inputActivation != Activation.IDENTITY) {
      q = Matrix.wrap(below, 0, rows, inputs, inputs);
      inputActivation.apply(x, q);
    }
    for (int l = 1; l <= layers.length; l++) {
      Layer layer = layers[l - 1];
      Matrix p =
          l == layers.length ? out : Matrix.wrap(above, 0, rows, layer.outputs(), layer.outputs());
      Gemm.nt(q, parameters.weights(l), p);
      if (layer.bias()) {
        Elementwise.addRow(parameters.bias(l), p);
      }
      if (layer.activation() != Activation.IDENTITY) {
        layer.activation().apply(p, p);
      }
      q = p;
      float[] free = below;
      below = above;
      above = free;
    }
  }

  /**
   * The index of the largest output for every row of x, the lowest of equals.
   *
   * @throws IllegalArgumentException if there is only one output, which would always be the largest
   * @throws ArithmeticException if an output is NaN
   */
  public int[] classify(Matrix x) {
    if (outputs < 2) {
      throw new IllegalArgumentException(
          "Predictor.classify: the network has one output; compare predict(x) with a threshold");
    }
    Matrix q = predict(x);
    int[] classes = new int[q.rows()];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = largest(q, i);
    }
    return classes;
  }

  private static int largest(Matrix q, int i) {
    int best = 0;
    for (int j = 0; j < q.columns(); j++) {
      if (Float.isNaN(q.get(i, j))) {
        throw new ArithmeticException(
            "Predictor.classify: output %d of row %d is NaN".formatted(j, i));
      }
      if (q.get(i, j) > q.get(i, best)) {
        best = j;
      }
    }
    return best;
  }
}
