package io.github.lanewise.nn;

import io.github.lanewise.Elementwise;
import io.github.lanewise.Matrix;
import io.github.lanewise.Threads;
import java.util.Objects;

/**
 * Trains a network: a step is a forward pass, a backward pass and an update of the parameters.
 *
 * <p>All memory is allocated at the start; on one thread a step allocates nothing, but for the
 * first batch with some number of rows, which makes its views, and for costs and activations of
 * one's own that do. Not thread-safe: one thread at a time, and nobody reads the network meanwhile.
 * Of several threads it uses as many as make its steps fastest, which it tries now and then.
 *
 * <p><b>Data that are NaN or infinite</b> are refused before any parameter changes, naming the row
 * and the column. <b>A cost that is not finite</b> although the data are is an {@link
 * ArithmeticException} before the update: the parameters keep the values they had before the step.
 */
public final class Training {

  private final Network net;
  private final Cost cost;
  private final int batchSize;
  private final Optimiser.Rule rule;
  private final Workspace workspace;

  /** Null if the rule needs the gradient as a whole. */
  private final WeightUpdate weights;

  private final StepThreads threads;
  private final RowBuffer inputs;
  private final RowBuffer labels;

  Training(Network net, Cost cost, Optimiser optimiser, int batchSize, Threads threads) {
    this.net = net;
    this.cost = Objects.requireNonNull(cost, "cost");
    this.batchSize = batchSize;
    Workspace.checkFits(cost, net);
    this.workspace = new Workspace(net, batchSize, threads);
    this.rule = optimiser.start(net.parameters().size());
    this.weights =
        rule instanceof Optimiser.ElementwiseRule elementwise
            ? WeightUpdate.of(net, elementwise, batchSize, threads)
            : null;
    this.threads = new StepThreads(threads, Workspace.mostWork(net, batchSize));
    this.inputs = new RowBuffer(batchSize, net.inputs());
    this.labels = new RowBuffer(batchSize, net.outputs());
  }

  /**
   * How many bytes of numbers a training on one thread holds, known before it is made, without the
   * parameters: {@link Workspace#bytes}, one batch of inputs and labels, into which {@link #epoch}
   * gathers rows, what the optimiser remembers and, unless plain {@link Optimiser#sgd} can do
   * without, a part of the gradient.
   */
  public static long bytes(Network net, Optimiser optimiser, int batchSize) {
    return bytes(net, optimiser, batchSize, Threads.sequential());
  }

  /** The same on several threads, each of which has its own part of the gradient. */
  public static long bytes(Network net, Optimiser optimiser, int batchSize, Threads threads) {
    long row = (long) net.inputs() + net.outputs();
    long state = (long) optimiser.statePerParameter() * net.parameters().size();
    long strips = WeightUpdate.size(net, optimiser, batchSize, threads);
    return Workspace.bytes(net, batchSize) + Float.BYTES * (row * batchSize + strips + state);
  }

  /**
   * One step over the samples of x: forward, backward, update.
   *
   * @param x rows × inputs, 1 to batchSize rows
   * @param y rows × outputs
   * @return the mean cost before the update
   */
  public float step(Matrix x, Matrix y) {
    workspace.use(threads.begin());
    float c = evaluate(x, y);
    update();
    timed(x.rows());
    return c;
  }

  private void timed(int rows) {
    if (rows == batchSize) {
      threads.end();
    }
  }

  /**
   * The first two thirds of a step: forward and backward, no update. The gradient is then in {@link
   * #gradient}.
   *
   * @return the mean cost
   */
  public float evaluate(Matrix x, Matrix y) {
    workspace.forward(x);
    if (!workspace.showsFiniteInput()) {
      Elementwise.checkFinite("x", x);
    }
    Elementwise.checkFinite("y", y);
    float c = workspace.backward(cost, y);
    if (!Float.isFinite(c)) {
      throw diverged(c, "this step");
    }
    return c;
  }

  /** The last third of a step: changes the parameters by {@link #gradient}. */
  public void update() {
    // Who has asked for the gradient may have changed it.
    if (rule instanceof Optimiser.ElementwiseRule elementwise && !workspace.gradientIsCurrent()) {
      workspace.update(elementwise, weights);
    } else {
      update(workspace.gradient());
    }
  }

  /** Changes the parameters by a gradient from elsewhere, such as one merged from several parts. */
  public void update(Gradient gradient) {
    if (gradient.size() != net.parameters().size()) {
      throw new IllegalArgumentException(
          "Training.update: the gradient has %d values and the network %d parameters"
              .formatted(gradient.size(), net.parameters().size()));
    }
    rule.update(net.parameters().vector(), gradient.vector());
  }

  /**
   * One step for each batch of the data set, in the order that the shuffler gives; the last batch
   * may be smaller.
   *
   * @param x samples × inputs, any number of samples from 1
   * @param y samples × outputs
   * @return the mean over all samples of the cost that each had just before its step
   */
  public float epoch(Matrix x, Matrix y, Shuffler shuffler) {
    checkDataSet(x, y);
    int[] order = shuffler.next(x.rows());
    double sum = 0;
    for (int first = 0; first < order.length; first += batchSize) {
      int rows = Math.min(batchSize, order.length - first);
      workspace.use(threads.begin());
      workspace.forward(inputs.gather(x, order, first, rows));
      float c = workspace.backward(cost, labels.gather(y, order, first, rows));
      if (!Float.isFinite(c)) {
        throw diverged(c, "batch " + first / batchSize + " of this epoch");
      }
      update();
      timed(rows);
      sum += (double) c * rows;
    }
    return (float) (sum / order.length);
  }

  /** The gradient of the last step; the next overwrites it. */
  public Gradient gradient() {
    return workspace.gradient();
  }

  /** p, q and δ of the last step. */
  public Workspace workspace() {
    return workspace;
  }

  private void checkDataSet(Matrix x, Matrix y) {
    if (x.rows() == 0) {
      throw new IllegalArgumentException(
          "x is %s: an epoch needs at least one sample".formatted(x.shape()));
    }
    if (x.columns() != net.inputs() || y.rows() != x.rows() || y.columns() != net.outputs()) {
      throw new IllegalArgumentException(
          "x is %s and y is %s; each sample is a row of both, and the network is %d→%d"
              .formatted(x.shape(), y.shape(), net.inputs(), net.outputs()));
    }
    Elementwise.checkFinite("x", x);
    Elementwise.checkFinite("y", y);
  }

  private static ArithmeticException diverged(float c, String where) {
    return new ArithmeticException(
        """
        the cost of %s is %s though the data are finite: the training diverges. \
        The parameters are as before that step; a lower learning rate may help\
        """
            .formatted(where, c));
  }
}
