package io.github.lanewise.examples;

import io.github.lanewise.Matrix;
import io.github.lanewise.io.LabelledImages;
import io.github.lanewise.nn.Cost;
import io.github.lanewise.nn.Gradient;
import io.github.lanewise.nn.Network;
import io.github.lanewise.nn.Optimiser;
import io.github.lanewise.nn.Training;
import java.util.Arrays;
import java.util.Locale;

/**
 * One training step of the library on one thread beside the same step in naive loops: same
 * parameters, same batch, and gradients that agree.
 *
 * @param batch how many images the step has
 * @param seconds the median time of the library's step
 * @param naiveSeconds the median time of the naive step
 * @param difference the largest difference of two elements of the two gradients, as a share of the
 *     largest element
 */
record StepComparison(int batch, double seconds, double naiveSeconds, double difference) {

  /** Rounding in float makes about 10⁻⁶; a wrong formula makes about 1. */
  static final double TOLERANCE = 1e-4;

  private static final int SAMPLES = 201;

  /** Shorter than the time slices of a busy machine, so that most samples have the core alone. */
  private static final long SAMPLE_NANOS = 1_000_000;

  private static final int LEAST_ROUNDS = 5;
  private static final int MOST_ROUNDS = 25;

  /** A JVM is warm once a round is no more than a tenth faster than the one before. */
  private static final double WARM = 0.9;

  /**
   * Measures the step over the first images. The network is not changed: both train copies.
   *
   * @throws ArithmeticException if the gradients differ by more than {@link #TOLERANCE}
   */
  static StepComparison measure(Network net, LabelledImages images, int batch, float rate) {
    int[] labels = Arrays.copyOf(images.labels(), batch);
    Matrix x = images.images().rows(0, batch);
    Matrix y = Matrix.oneHot(labels, images.classes());
    float[][] rows = NaiveNetwork.rows(x);

    NaiveNetwork naive = new NaiveNetwork(net, batch);
    Network copy = copy(net);
    Training training = copy.training(Cost.SOFTMAX_CROSS_ENTROPY, Optimiser.sgd(rate), batch);
    training.evaluate(x, y);
    naive.evaluate(rows, labels);
    double difference = difference(training.gradient(), naive, net.depth());
    if (!(difference <= TOLERANCE)) {
      throw new ArithmeticException(
          "the gradient differs from that of naive loops by %.1e of its largest element"
              .formatted(difference));
    }
    double seconds = medianSeconds(() -> training.step(x, y));
    double naiveSeconds = medianSeconds(() -> naive.step(rows, labels, rate));
    return new StepComparison(batch, seconds, naiveSeconds, difference);
  }

  private static Network copy(Network net) {
    var builder = Network.of(net.inputs());
    net.layers().forEach(layer -> builder.dense(layer.outputs(), layer.activation()));
    Network copy = builder.zeros();
    copy.parameters().set(net.parameters().toArray());
    return copy;
  }

  private static double difference(Gradient gradient, NaiveNetwork naive, int depth) {
    double largest = 0;
    double difference = 0;
    for (int l = 1; l <= depth; l++) {
      float[][] dW = NaiveNetwork.rows(gradient.dW(l));
      float[] db = NaiveNetwork.rows(gradient.db(l))[0];
      for (int r = 0; r < dW.length; r++) {
        for (int c = 0; c < dW[r].length; c++) {
          largest = Math.max(largest, Math.abs(dW[r][c]));
          difference = Math.max(difference, Math.abs(dW[r][c] - naive.dW(l)[r][c]));
        }
        largest = Math.max(largest, Math.abs(db[r]));
        difference = Math.max(difference, Math.abs(db[r] - naive.db(l)[r]));
      }
    }
    return difference / largest;
  }

  /** The median of a round of samples; rounds go on until they no longer get faster. */
  private static double medianSeconds(Runnable step) {
    double previous = Double.POSITIVE_INFINITY;
    double median = round(step);
    for (int i = 1; i < LEAST_ROUNDS || i < MOST_ROUNDS && median < WARM * previous; i++) {
      previous = median;
      median = round(step);
    }
    return median;
  }

  /** Each sample is the mean of as many steps as fit into its time. */
  private static double round(Runnable step) {
    double[] samples = new double[SAMPLES];
    for (int s = 0; s < SAMPLES; s++) {
      long steps = 0;
      long start = System.nanoTime();
      long elapsed;
      do {
        step.run();
        steps++;
        elapsed = System.nanoTime() - start;
      } while (elapsed < SAMPLE_NANOS);
      samples[s] = 1e-9 * elapsed / steps;
    }
    Arrays.sort(samples);
    return samples[SAMPLES / 2];
  }

  /** How many naive steps take as long as one of the library. */
  double ratio() {
    return naiveSeconds / seconds;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.1f us, in naive loops %.1f us: %.1f times as long",
        1e6 * seconds,
        1e6 * naiveSeconds,
        ratio());
  }
}
