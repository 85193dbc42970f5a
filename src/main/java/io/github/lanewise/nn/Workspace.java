package io.github.lanewise.nn;

import io.github.lanewise.Elementwise;
import io.github.lanewise.Gemm;
import io.github.lanewise.Matrix;
import io.github.lanewise.Threads;

/**
 * The memory of a forward and a backward pass, and the passes themselves. A batch holds one sample
 * a row; rows of layer l are p_l, q_l and δ_l = ∂C/∂p_l.
 *
 * <pre>
 * forward    P_l = Q_(l−1)·W_lᵀ + b_l        Q_l = σ_l(P_l)
 * backward   Δ_L = ∂C/∂Q_L ⊙ σ_L′(P_L)       Δ_l = (Δ_(l+1)·W_(l+1)) ⊙ σ_l′(P_l)
 * gradient   ∂C/∂W_l = Δ_lᵀ·Q_(l−1)          ∂C/∂b_l = column sums of Δ_l
 * </pre>
 *
 * <p>Everything is allocated once for the largest batch; on one thread a pass allocates nothing,
 * but for the first batch with some number of rows, which makes its views. Where σ_l is the
 * identity Q_l is P_l, one memory. Not thread-safe.
 */
public final class Workspace {

  /** What an element of a function is worth in multiply-adds. */
  private static final int WORK_OF_ELEMENT = 16;

  /**
   * Rows of each thread, at least, if a thread takes them through all layers. With 15 or fewer the
   * order of their sums would be another one (see {@link Gemm}).
   */
  private static final int ROWS_A_THREAD = 16;

  /** Of each layer: P, Q, Δ. */
  private static final int MATRICES = 3;

  private final Network net;
  private final int batchSize;

  /** Columns of all P. */
  private final long nodes;

  private final Gradient gradient;
  private final Batch full;
  private final Batch[] batches;
  private Threads threads;
  private Batch current;
  private boolean deltasCurrent;
  private boolean gradientCurrent;

  /** Made once, as a pass must not allocate. */
  private final Pass forward = this::forward;

  private final Pass backward = this::backward;

  Workspace(Network net, int batchSize, Threads threads) {
    this.net = net;
    this.batchSize = checkBatchSize(batchSize);
    this.nodes = net.layers().stream().mapToLong(Layer::outputs).sum();
    this.threads = threads;
    this.gradient = new Gradient(net.parameters().layout());
    this.full = Batch.allocate(net, batchSize);
    this.batches = new Batch[batchSize + 1];
  }

  /** What follows runs on these, of which there are not more than at the start. */
  void use(Threads threads) {
    this.threads = threads;
  }

  /**
   * How many bytes of numbers a workspace holds, known before it is made: P, Q and Δ of every layer
   * and the gradient. Views and headers come on top: some hundred bytes for each layer and each
   * number of rows that occurs.
   */
  public static long bytes(Network net, int batchSize) {
    long columns = net.inputActivation() == Activation.IDENTITY ? 0 : net.inputs();
    for (Layer layer : net.layers()) {
      columns += (layer.activation() == Activation.IDENTITY ? 2L : 3L) * layer.outputs();
    }
    return Float.BYTES * (columns * checkBatchSize(batchSize) + net.parameters().size());
  }

  /**
   * Computes every p and q for the samples of x and returns q_L, rows × outputs, which the next
   * forward pass overwrites.
   *
   * @param x rows × inputs, 1 to batchSize rows; kept until the next call, so that it must not
   *     change before {@link #backward} and {@link #gradient}
   */
  public Matrix forward(Matrix x) {
    checkInput(x);
    Batch batch = batches[x.rows()];
    if (batch == null) {
      batch = full.rows(0, x.rows());
      batches[x.rows()] = batch;
    }
    deltasCurrent = false;
    current = batch;
    batch.input(x);
    byRows(batch, forward);
    return batch.q(net.depth());
  }

  /** Every p and q of a batch, whose p₀ is there. */
  private void forward(Batch batch, Threads threads) {
    if (net.inputActivation() != Activation.IDENTITY) {
      activate(batch, 0, threads);
    }
    Parameters parameters = net.parameters();
    for (int l = 1; l <= net.depth(); l++) {
      Gemm.nt(batch.q(l - 1), parameters.weights(l), batch.p(l), threads);
      activate(batch, l, threads);
    }
  }

  /** Part of a step for some samples. */
  private interface Pass {
    void run(Batch batch, Threads threads);
  }

  /**
   * Each thread takes some rows through all layers, so that what it writes is read by itself, if
   * there are enough for each, and more numbers in them than weights, which then all threads read;
   * else threads share out the elements of each operation.
   */
  private void byRows(Batch batch, Pass pass) {
    long weights = net.parameters().size();
    int wanted = threads.worth(batch.rows() * weights);
    if (wanted == 1
        || wanted > batch.rows() / ROWS_A_THREAD
        || MATRICES * batch.rows() * nodes < weights) {
      pass.run(batch, threads);
    } else {
      Batch[] parts = batch.parts(wanted);
      threads.forEach(wanted, wanted, i -> pass.run(parts[i], Threads.sequential()));
    }
  }

  /**
   * Whether the last forward pass shows that its x is finite, without reading x again: an element
   * that is NaN or infinite makes every p₁ of its row so, since 0·∞ and ∞ − ∞ are NaN. σ₀ may hide
   * it.
   */
  boolean showsFiniteInput() {
    if (net.inputActivation() != Activation.IDENTITY) {
      return false;
    }
    Matrix p = current.p(1);
    for (int i = 0; i < p.rows(); i++) {
      if (!Float.isFinite(p.get(i, 0))) {
        return false;
      }
    }
    return true;
  }

  private void activate(Batch batch, int l, Threads threads) {
    int worth = worth(batch, l, threads);
    if (worth > 1) {
      Batch[] parts = batch.parts(worth);
      threads.forEach(worth, worth, i -> activateRows(parts[i], l));
    } else {
      activateRows(batch, l);
    }
  }

  /** P_l ← P_l + b_l, Q_l = σ_l(P_l). */
  private void activateRows(Batch batch, int l) {
    if (l > 0 && net.parameters().hasBias(l)) {
      Elementwise.addRow(net.parameters().bias(l), batch.p(l));
    }
    if (net.activation(l) != Activation.IDENTITY) {
      net.activation(l).apply(batch.p(l), batch.q(l));
    }
  }

  /** No operation of a step is worth more: multiply-adds, and elements of W, p and q. */
  static long mostWork(Network net, int batchSize) {
    long elements = net.inputs();
    for (Layer layer : net.layers()) {
      elements += layer.outputs();
    }
    long weights = net.parameters().size();
    return (batchSize + WORK_OF_ELEMENT) * weights + WORK_OF_ELEMENT * batchSize * elements;
  }

  /** How many threads a function of a layer is worth, each of them at least a row. */
  private int worth(Batch batch, int l, Threads threads) {
    long elements = (long) batch.rows() * net.width(l);
    return Math.min(batch.rows(), threads.worth(WORK_OF_ELEMENT * elements));
  }

  /**
   * Computes every δ for the samples of the last forward pass, and returns their mean cost. {@link
   * #gradient} then gives the gradient.
   *
   * @param y rows × outputs, with the rows of the forward pass
   * @throws IllegalStateException if there was no forward pass
   */
  public float backward(Cost cost, Matrix y) {
    Batch batch = checkForwardDone();
    checkFits(cost, net);
    checkLabels(batch, y);
    gradientCurrent = false;
    int depth = net.depth();
    float c = cost.evaluate(batch.q(depth), y, batch.delta(depth));
    byRows(batch, backward);
    deltasCurrent = true;
    return c;
  }

  /** Every δ of a batch, from ∂C/∂Q_L where δ_L is to be. */
  private void backward(Batch batch, Threads threads) {
    timesDerivative(batch, net.depth(), threads);
    for (int l = net.depth(); l > 1; l--) {
      Gemm.nn(batch.delta(l), net.parameters().weights(l), batch.delta(l - 1), threads);
      timesDerivative(batch, l - 1, threads);
    }
  }

  /** Δ_l ← Δ_l ⊙ σ_l′(P_l). */
  private void timesDerivative(Batch batch, int l, Threads threads) {
    int worth = worth(batch, l, threads);
    if (worth > 1) {
      Batch[] parts = batch.parts(worth);
      threads.forEach(worth, worth, i -> timesDerivative(parts[i], l, parts[i].delta(l)));
    } else {
      timesDerivative(batch, l, batch.delta(l));
    }
  }

  /** delta ← delta ⊙ σ_l′(P_l). */
  private void timesDerivative(Batch batch, int l, Matrix delta) {
    if (net.activation(l) != Activation.IDENTITY) {
      net.activation(l).backward(batch.p(l), batch.q(l), delta, delta);
    }
  }

  /**
   * The gradient of the last backward pass, computed now unless it was asked for before: it follows
   * from every δ and q, so that a step which does not need it as a whole saves the memory traffic.
   * The object is the same each time; after the next backward pass it has to be asked for again.
   */
  public Gradient gradient() {
    if (deltasCurrent && !gradientCurrent) {
      for (int l = net.depth(); l >= 1; l--) {
        Gemm.tn(current.delta(l), current.q(l - 1), gradient.dW(l), threads);
      }
      biasGradient();
      gradient.samples(current.rows());
      gradientCurrent = true;
    }
    return gradient;
  }

  /** Whether the gradient of the last backward pass has been asked for. */
  boolean gradientIsCurrent() {
    return gradientCurrent;
  }

  /** The part of the gradient that belongs to biases. */
  private void biasGradient() {
    for (int l = net.depth(); l >= 1; l--) {
      if (net.parameters().hasBias(l)) {
        Elementwise.columnSums(current.delta(l), gradient.db(l));
      }
    }
  }

  /** Updates the parameters by the gradient of the last backward pass, part by part. */
  void update(Optimiser.ElementwiseRule rule, WeightUpdate weights) {
    Batch batch = checkBackwardDone();
    rule.begin();
    weights.run(batch, threads);
    biasGradient();
    Parameters parameters = net.parameters();
    for (int l = net.depth(); l >= 1; l--) {
      if (parameters.hasBias(l)) {
        rule.update(parameters.layout().biasStart(l), parameters.bias(l), gradient.db(l));
      }
    }
  }

  /** p_l of the last forward pass, rows × width, as a view; p₀ is x. */
  public Matrix p(int l) {
    return checkForwardDone().p(checkNode(l));
  }

  /** q_l of the last forward pass, rows × width, as a view; q₀ = σ₀(x). */
  public Matrix q(int l) {
    return checkForwardDone().q(checkNode(l));
  }

  /**
   * δ_l = ∂C/∂p_l of the last backward pass, rows × width, as a view. Training does not need δ₀,
   * which is {@link #inputDelta}.
   */
  public Matrix delta(int l) {
    return checkBackwardDone().delta(Network.checkLayer(l, net.depth()));
  }

  /** δ₀ = ∂C/∂x = (Δ₁·W₁) ⊙ σ₀′(x) of the last backward pass, computed now, in new memory. */
  public Matrix inputDelta() {
    Batch batch = checkBackwardDone();
    Matrix delta = Matrix.zeros(batch.rows(), net.inputs());
    Gemm.nn(batch.delta(1), net.parameters().weights(1), delta, threads);
    timesDerivative(batch, 0, delta);
    return delta;
  }

  private int checkNode(int l) {
    return l == 0 ? 0 : Network.checkLayer(l, net.depth());
  }

  private Batch checkForwardDone() {
    if (current == null) {
      throw new IllegalStateException("Workspace: there was no forward pass yet");
    }
    return current;
  }

  private Batch checkBackwardDone() {
    if (!deltasCurrent) {
      throw new IllegalStateException("Workspace: there was no backward pass for this batch yet");
    }
    return current;
  }

  private void checkInput(Matrix x) {
    if (x.columns() != net.inputs()) {
      throw new IllegalArgumentException(
          "x is %s, but the network has %d inputs".formatted(x.shape(), net.inputs()));
    }
    if (x.rows() == 0) {
      throw new IllegalArgumentException(
          "x is %s: a batch needs at least one row".formatted(x.shape()));
    }
    if (x.rows() > batchSize) {
      throw new IllegalArgumentException(
          "x is %s, but there is memory for batches of %d rows at most"
              .formatted(x.shape(), batchSize));
    }
  }

  private void checkLabels(Batch batch, Matrix y) {
    if (y.rows() != batch.rows() || y.columns() != net.outputs()) {
      throw new IllegalArgumentException(
          "y is %s, but x has %d rows and the network %d outputs"
              .formatted(y.shape(), batch.rows(), net.outputs()));
    }
  }

  static void checkFits(Cost cost, Network net) {
    Activation last = net.activation(net.depth());
    if (cost.takesLogits() && last != Activation.IDENTITY) {
      throw new IllegalArgumentException(
          "%s takes logits, so the last layer must be the identity, but it is %s"
              .formatted(cost.name(), last.name()));
    }
  }

  private static int checkBatchSize(int batchSize) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batch size %d is below 1".formatted(batchSize));
    }
    return batchSize;
  }
}
