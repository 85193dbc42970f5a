package io.github.lanewise.nn;

import io.github.lanewise.Gemm;
import io.github.lanewise.Matrix;
import io.github.lanewise.Threads;

/**
 * Changes all weights of a network from the deltas of a batch, without a gradient as a whole: by
 * plain gradient descent in the products themselves where W stays in a second-level cache or the
 * product goes along its rows, else strip by strip, since tiles of W are far apart in memory and a
 * strip is not.
 */
interface WeightUpdate {

  /** Weights of a layer up to which the products apply the update in any case: 2 MiB. */
  int NEAR = 512 << 10;

  /**
   * @param threads at least as many as an update will run on
   */
  static WeightUpdate of(
      Network net, Optimiser.ElementwiseRule rule, int batchSize, Threads threads) {
    if (!(rule instanceof GradientDescent.Plain plain) || batchSize > Gemm.MOST_SCALED_TERMS) {
      return new StripedUpdate(net, rule, 0, batchSize, threads.count());
    }
    int near = near(batchSize);
    StripedUpdate far = new StripedUpdate(net, rule, near, batchSize, threads.count());
    return (batch, on) -> {
      descend(net, near, plain.learningRate(), batch, on);
      far.run(batch, on);
    };
  }

  /** How many floats of memory that takes. */
  static long size(Network net, Optimiser optimiser, int batchSize, Threads threads) {
    boolean plain = optimiser instanceof GradientDescent descent && descent.weightDecay() == 0;
    int beyond = plain && batchSize <= Gemm.MOST_SCALED_TERMS ? near(batchSize) : 0;
    return StripedUpdate.size(net, beyond, batchSize, threads.count());
  }

  /** A product that packs nothing goes along the rows of W, however large. */
  private static int near(int batchSize) {
    return batchSize < StripedUpdate.PACKED ? Integer.MAX_VALUE : NEAR;
  }

  /** W ← W − η·Δᵀ·Q, each tile of the gradient on its way from the registers to the weights. */
  private static void descend(
      Network net, int near, float learningRate, Batch batch, Threads threads) {
    for (int l = net.depth(); l >= 1; l--) {
      Matrix w = net.parameters().weights(l);
      if (w.rows() * w.columns() <= near) {
        Gemm.tnAddScaled(-learningRate, batch.delta(l), batch.q(l - 1), w, threads);
      }
    }
  }

  void run(Batch batch, Threads threads);
}
