package io.github.lanewise.nn;

import io.github.lanewise.Gemm;
import io.github.lanewise.Matrix;
import io.github.lanewise.PackedMatrix;
import io.github.lanewise.Threads;

/**
 * A network as it was when the predictor was made, its weights packed once in the order in which
 * products read them. Immutable, so that any number of threads may predict at once. The outputs
 * have the same bits as those of {@link Workspace#forward} for the same x, whatever the threads.
 */
public final class Predictor {

  /**
   * Rows that a thread computes at a time at most, which bounds the scratch memory. More rows are
   * shared out evenly, so that no part has 15 or fewer: the order of their sums would be another
   * one (see {@link Gemm}), and the last bits would depend on this number.
   */
  private static final int CHUNK = 256;

  /**
   * Rows from which on a thread of its own computes all layers of them, without waiting for others
   * between layers. Fewer share out the columns of each product, or each thread would read all
   * weights for little work. At least 16, as for {@link #CHUNK}.
   */
  private static final int ROWS_A_THREAD = 16;

  private final Threads threads;
  private final Activation inputActivation;
  private final Layer[] layers;
  private final PackedMatrix[] weights;
  private final int inputs;
  private final int outputs;
  private final int widest;
  private final long workOfRow;

  Predictor(Network net, Threads threads) {
    this.threads = threads;
    this.inputActivation = net.inputActivation();
    this.layers = net.layers().toArray(Layer[]::new);
    this.weights = new PackedMatrix[layers.length];
    this.inputs = net.inputs();
    this.outputs = net.outputs();
    int width = inputs;
    long work = 0;
    for (int l = 1; l <= layers.length; l++) {
      Matrix w = net.parameters().weights(l);
      weights[l - 1] =
          layers[l - 1].bias()
              ? PackedMatrix.ofTransposed(w, net.parameters().bias(l))
              : PackedMatrix.ofTransposed(w);
      width = Math.max(width, layers[l - 1].outputs());
      work += (long) layers[l - 1].inputs() * layers[l - 1].outputs();
    }
    this.widest = width;
    this.workOfRow = work;
  }

  /**
   * Memory for predictions of up to so many rows at a time, so that they allocate nothing. One
   * thread at a time may use it.
   */
  public final class Buffer {

    private final float[] below;
    private final float[] above;
    private final int rows;

    /**
     * The views of each layer, by the numbers of rows and of parts, made when these first occur.
     */
    private final Matrix[][][][] views;

    private Buffer(int rows) {
      this.rows = Math.min(rows, rowsAtATime());
      this.below = new float[Math.multiplyExact(this.rows, widest)];
      this.above = new float[below.length];
      this.views = new Matrix[this.rows + 1][][][];
    }

    private Predictor owner() {
      return Predictor.this;
    }

    /**
     * For each part, q₀ and then p of every layer but the last; each uses the memory that the one
     * before does not.
     */
    private Matrix[][] views(int count, int parts) {
      if (views[count] == null) {
        views[count] = new Matrix[threads.count() + 1][][];
      }
      Matrix[][] ofCount = views[count][parts];
      if (ofCount == null) {
        ofCount = new Matrix[parts][layers.length];
        for (int part = 0; part < ofCount.length; part++) {
          int first = start(count, part, ofCount.length);
          int end = start(count, part + 1, ofCount.length);
          for (int l = 0; l < layers.length; l++) {
            int width = layers[l].inputs();
            float[] memory = l % 2 == 1 ? above : below;
            ofCount[part][l] = Matrix.wrap(memory, first * widest, end - first, width, width);
          }
        }
        views[count][parts] = ofCount;
      }
      return ofCount;
    }
  }

  private int rowsAtATime() {
    return (int) Math.min((long) CHUNK * threads.count(), Integer.MAX_VALUE);
  }

  /** In how many parts, each of a thread, so many rows are computed. */
  private static int parts(int rows, int wanted) {
    return Math.max(Math.ceilDiv(rows, CHUNK), Math.min(rows / ROWS_A_THREAD, wanted));
  }

  /** The first row of a part. */
  private static int start(int rows, int part, int parts) {
    return (int) ((long) rows * part / parts);
  }

  /** Memory for {@link #predict(Matrix, Matrix, Buffer)}. */
  public Buffer buffer(int rows) {
    if (rows < 1) {
      throw new IllegalArgumentException("Predictor.buffer: %d rows".formatted(rows));
    }
    return new Buffer(rows);
  }

  /** How many bytes of numbers the packed weights and the biases take. */
  public long bytes() {
    long bytes = 0;
    for (PackedMatrix ofLayer : weights) {
      bytes += ofLayer.bytes();
    }
    return bytes;
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
    check(x, out);
    if (x.rows() > 0) {
      predict(x, out, new Buffer(x.rows()));
    }
  }

  /**
   * The same with the memory of a buffer of this predictor: allocates nothing, on one thread and
   * for up to 256 rows, but views for the first batch with some number of rows. A call on several
   * threads allocates some 100 bytes for each, as do more rows for every 256.
   *
   * @throws IllegalArgumentException if the buffer is for fewer rows, or belongs to another
   *     predictor
   */
  public void predict(Matrix x, Matrix out, Buffer buffer) {
    check(x, out);
    if (buffer.owner() != this) {
      throw new IllegalArgumentException(
          "Predictor.predict: the buffer belongs to another predictor");
    }
    if (Math.min(x.rows(), rowsAtATime()) > buffer.rows) {
      throw new IllegalArgumentException(
          "Predictor.predict: x is %s and the buffer is for %d rows"
              .formatted(x.shape(), buffer.rows));
    }
    int rounds = Math.ceilDiv(x.rows(), rowsAtATime());
    if (rounds == 1) {
      round(x, out, buffer);
      return;
    }
    for (int round = 0; round < rounds; round++) {
      int first = start(x.rows(), round, rounds);
      int rows = start(x.rows(), round + 1, rounds) - first;
      round(x.rows(first, rows), out.rows(first, rows), buffer);
    }
  }

  private void check(Matrix x, Matrix out) {
    if (x.columns() != inputs || out.rows() != x.rows() || out.columns() != outputs) {
      throw new IllegalArgumentException(
          "Predictor.predict: x is %s and out is %s, but the network has %d inputs and %d outputs"
              .formatted(x.shape(), out.shape(), inputs, outputs));
    }
    if (out.overlaps(x)) {
      throw new IllegalArgumentException("Predictor.predict: out overlaps x in memory");
    }
  }

  private void round(Matrix x, Matrix out, Buffer buffer) {
    int wanted = threads.worth(x.rows() * workOfRow);
    Matrix[][] views = buffer.views(x.rows(), parts(x.rows(), wanted));
    if (views.length == 1) {
      part(x, out, views[0], threads);
      return;
    }
    threads.forEach(
        wanted,
        views.length,
        part -> {
          int first = start(x.rows(), part, views.length);
          int rows = start(x.rows(), part + 1, views.length) - first;
          part(x.rows(first, rows), out.rows(first, rows), views[part], Threads.sequential());
        });
  }

  /** All layers for some rows, with the columns of each product shared out to threads. */
  private void part(Matrix x, Matrix out, Matrix[] views, Threads columns) {
    Matrix q = x;
    if (inputActivation != Activation.IDENTITY) {
      q = views[0];
      inputActivation.apply(x, q);
    }
    for (int l = 1; l <= layers.length; l++) {
      Matrix p = l == layers.length ? out : views[l];
      Activation activation = layers[l - 1].activation();
      if (activation == Activation.RELU) {
        Gemm.packedRelu(q, weights[l - 1], p, columns);
      } else {
        Gemm.packed(q, weights[l - 1], p, columns);
        if (activation != Activation.IDENTITY) {
          activation.apply(p, p);
        }
      }
      q = p;
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
