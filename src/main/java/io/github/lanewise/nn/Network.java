package io.github.lanewise.nn;

import io.github.lanewise.Threads;
import java.util.List;
import java.util.Objects;

/**
 * A feed-forward network: q₀ = σ₀(x), then p_l = W_l·q_(l−1) + b_l and q_l = σ_l(p_l) for l = 1 …
 * L.
 *
 * <pre>{@code
 * Network net = Network.of(64).dense(64, SIGMOID).dense(10).initialise(GLOROT_UNIFORM, 42);
 * Training training = net.training(SOFTMAX_CROSS_ENTROPY, Optimiser.sgd(0.5f), 32);
 * float cost = training.epoch(x, y, Shuffler.seeded(42));
 * int[] classes = net.predictor().classify(x);
 * }</pre>
 *
 * <p>The structure never changes; the {@link #parameters} do, by {@link Training} or by hand. A
 * network is not thread-safe while its parameters change; take a {@link #predictor} to predict
 * meanwhile.
 */
public final class Network {

  private final Activation inputActivation;
  private final List<Layer> layers;
  private final Parameters parameters;

  Network(Activation inputActivation, List<Layer> layers) {
    this.inputActivation = inputActivation;
    this.layers = List.copyOf(layers);
    this.parameters = new Parameters(new Layout(this.layers));
  }

  /** Starts a network with so many inputs. */
  public static NetworkBuilder of(int inputs) {
    return new NetworkBuilder(inputs);
  }

  /** Width of the input. */
  public int inputs() {
    return layers.getFirst().inputs();
  }

  /** Width of the last layer. */
  public int outputs() {
    return layers.getLast().outputs();
  }

  /** L, the number of layers; the input is not counted. */
  public int depth() {
    return layers.size();
  }

  /** The layers 1 … L; the first of the list is layer 1. Immutable. */
  public List<Layer> layers() {
    return layers;
  }

  /** Layer l of 1 … L. */
  public Layer layer(int l) {
    return layers.get(checkLayer(l, layers.size()) - 1);
  }

  /** σ₀, applied to the input; the identity unless chosen. */
  public Activation inputActivation() {
    return inputActivation;
  }

  /** σ_l, with σ₀ that of the input. */
  Activation activation(int l) {
    return l == 0 ? inputActivation : layers.get(l - 1).activation();
  }

  /** The width of layer l, with 0 the input. */
  int width(int l) {
    return l == 0 ? inputs() : layers.get(l - 1).outputs();
  }

  /** The weights and biases themselves, not a copy. */
  public Parameters parameters() {
    return parameters;
  }

  /** A training on the caller's thread; see {@link #training(Cost, Optimiser, int, Threads)}. */
  public Training training(Cost cost, Optimiser optimiser, int batchSize) {
    return training(cost, optimiser, batchSize, Threads.sequential());
  }

  /**
   * A training of this network. All memory that it will use is allocated here, {@link
   * Training#bytes} in number.
   *
   * @param batchSize the most samples of one step
   * @param threads where products and large activations may run; the result does not depend on it,
   *     not even in a bit
   * @throws IllegalArgumentException if the batch size is below 1 or the cost does not fit the last
   *     activation
   */
  public Training training(Cost cost, Optimiser optimiser, int batchSize, Threads threads) {
    return new Training(this, cost, optimiser, batchSize, threads);
  }

  /** A workspace on the caller's thread; see {@link #workspace(int, Threads)}. */
  public Workspace workspace(int batchSize) {
    return workspace(batchSize, Threads.sequential());
  }

  /** Memory for forward and backward passes of up to {@code batchSize} samples. */
  public Workspace workspace(int batchSize, Threads threads) {
    return new Workspace(this, batchSize, threads);
  }

  /**
   * An immutable copy of this network as it is now, for predictions from any thread, each on the
   * thread that asks for it.
   */
  public Predictor predictor() {
    return predictor(Threads.sequential());
  }

  /**
   * The same, with each prediction shared out to threads where it is large enough: by rows, or few
   * rows by the columns of each product.
   *
   * @param threads where a prediction may run; the result does not depend on it, not even in a bit
   */
  public Predictor predictor(Threads threads) {
    return new Predictor(this, Objects.requireNonNull(threads, "threads"));
  }

  /** As in {@code 64 inputs, 64→64 sigmoid, 64→10 identity, 4810 parameters}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder().append(inputs()).append(" inputs");
    if (inputActivation != Activation.IDENTITY) {
      text.append(" ").append(inputActivation.name());
    }
    layers.forEach(layer -> text.append(", ").append(layer));
    return text.append(", ").append(parameters.size()).append(" parameters").toString();
  }

  static int checkLayer(int l, int depth) {
    if (l < 1 || l > depth) {
      throw new IllegalArgumentException("layer %d is outside 1 to %d".formatted(l, depth));
    }
    return l;
  }
}
