package io.github.lanewise.nn;

import io.github.lanewise.Gemm;
import io.github.lanewise.Matrix;
import io.github.lanewise.Threads;
import java.util.ArrayList;
import java.util.List;

/**
 * The gradient of the weights, Δᵀ·Q, some rows at a time, each used to update the weights while it
 * is still in the cache: it is never written to memory as a whole.
 *
 * <p>Every element is computed as by {@link Workspace#backward} and an update of all parameters, so
 * the bits are the same. Strips are shared out to as many tasks as there are threads.
 */
final class StripedUpdate implements WeightUpdate {

  /** Elements of a strip: 128 KiB, a share of the second-level cache. */
  private static final int STRIP = 32 << 10;

  /** Rows of a strip are a multiple of this, which suits the tiles. */
  private static final int ROWS = 24;

  /**
   * Samples from which on a product packs Q, once for each strip, so that strips are as tall as
   * possible.
   */
  static final int PACKED = 48;

  private static final int TALL = 16 * STRIP;

  /**
   * What updating a weight is worth in multiply-adds: it is read and written, as is the gradient.
   */
  private static final int WORK_OF_WEIGHT = 16;

  private final Network net;
  private final Optimiser.ElementwiseRule rule;
  private final int tasks;
  private final Strip[] strips;

  /** Weights in all strips: as many multiply-adds a sample. */
  private final long updated;

  /** The strips of Δ by the number of samples, made when it first occurs. */
  private final Matrix[][] deltas;

  /**
   * Rows first to first + count of W of a layer.
   *
   * @param start where they lie among all parameters
   * @param parameters they, in one row
   * @param gradient memory for their gradient
   * @param gradientRow the same in one row
   */
  private record Strip(
      int layer,
      int first,
      int count,
      int start,
      Matrix parameters,
      Matrix gradient,
      Matrix gradientRow) {}

  /**
   * @param beyond only layers with more weights than that are updated
   * @param tasks into which the work is shared out, each with a strip of its own: the most threads
   */
  StripedUpdate(Network net, Optimiser.ElementwiseRule rule, int beyond, int batchSize, int tasks) {
    this.net = net;
    this.rule = rule;
    this.deltas = new Matrix[batchSize + 1][];
    this.tasks = tasks;
    float[][] memory = new float[tasks][longest(net, beyond, batchSize)];
    List<Strip> all = new ArrayList<>();
    long updated = 0;
    for (int l = net.depth(); l >= 1; l--) {
      if (weights(net, l) <= beyond) {
        continue;
      }
      updated += weights(net, l);
      int rows = rows(net, l, batchSize);
      int inputs = net.width(l - 1);
      Matrix w = net.parameters().weights(l);
      for (int first = 0; first < net.width(l); first += rows) {
        int count = Math.min(rows, net.width(l) - first);
        int size = count * inputs;
        float[] own = memory[all.size() % tasks];
        all.add(
            new Strip(
                l,
                first,
                count,
                net.parameters().layout().weightsStart(l) + first * inputs,
                Matrix.wrap(w.data(), w.offset() + first * inputs, 1, size, size),
                Matrix.wrap(own, 0, count, inputs, inputs),
                Matrix.wrap(own, 0, 1, size, size)));
      }
    }
    this.strips = all.toArray(Strip[]::new);
    this.updated = updated;
  }

  /** Rows of W in a strip; the last one may have fewer. */
  private static int rows(Network net, int l, int batchSize) {
    int elements = batchSize < PACKED ? STRIP : TALL;
    int rows = Math.max(1, elements / net.width(l - 1) / ROWS) * ROWS;
    return Math.min(rows, net.width(l));
  }

  private static int weights(Network net, int l) {
    return net.width(l) * net.width(l - 1);
  }

  private static int longest(Network net, int beyond, int batchSize) {
    int longest = 0;
    for (int l = 1; l <= net.depth(); l++) {
      if (weights(net, l) > beyond) {
        longest = Math.max(longest, rows(net, l, batchSize) * net.width(l - 1));
      }
    }
    return longest;
  }

  /** How many floats of memory this takes on so many threads. */
  static long size(Network net, int beyond, int batchSize, int threads) {
    return (long) longest(net, beyond, batchSize) * threads;
  }

  @Override
  public void run(Batch batch, Threads threads) {
    Matrix[] ofDelta = deltas(batch);
    int worth = threads.worth((batch.rows() + WORK_OF_WEIGHT) * updated);
    if (worth == 1 || strips.length <= 1) {
      for (int i = 0; i < strips.length; i++) {
        update(strips[i], ofDelta[i], batch);
      }
      return;
    }
    threads.forEach(
        worth,
        tasks,
        task -> {
          for (int i = task; i < strips.length; i += tasks) {
            update(strips[i], ofDelta[i], batch);
          }
        });
  }

  private void update(Strip strip, Matrix delta, Batch batch) {
    Gemm.tn(delta, batch.q(strip.layer() - 1), strip.gradient());
    rule.update(strip.start(), strip.parameters(), strip.gradientRow());
  }

  private Matrix[] deltas(Batch batch) {
    Matrix[] ofDelta = deltas[batch.rows()];
    if (ofDelta == null) {
      ofDelta = new Matrix[strips.length];
      for (int i = 0; i < strips.length; i++) {
        Strip strip = strips[i];
        ofDelta[i] = batch.delta(strip.layer()).view(0, strip.first(), batch.rows(), strip.count());
      }
      deltas[batch.rows()] = ofDelta;
    }
    return ofDelta;
  }
}
