package io.github.lanewise.workbench;

import io.github.lanewise.Matrix;
import io.github.lanewise.Threads;
import io.github.lanewise.nn.Activation;
import io.github.lanewise.nn.Cost;
import io.github.lanewise.nn.Initialisation;
import io.github.lanewise.nn.Network;
import io.github.lanewise.nn.Optimiser;
import io.github.lanewise.nn.Shuffler;
import io.github.lanewise.nn.Training;
import java.util.SplittableRandom;

/** Weights and predictions of networks after some epochs on random data. */
final class TrainingBits {

  private static final int SAMPLES = 200;
  private static final int INPUTS = 61;
  private static final int CLASSES = 10;
  private static final int EPOCHS = 3;

  private final Threads threads;
  private final Checksum checksum = new Checksum();
  private final Matrix x = Matrix.zeros(SAMPLES, INPUTS);
  private final Matrix y;

  private TrainingBits(Threads threads) {
    this.threads = threads;
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < x.data().length; i++) {
      x.data()[i] = (float) random.nextDouble();
    }
    int[] labels = random.ints(SAMPLES, 0, CLASSES).toArray();
    this.y = Matrix.oneHot(labels, CLASSES);
  }

  static String checksum(Threads threads) {
    TrainingBits bits = new TrainingBits(threads);
    Optimiser sgd = Optimiser.sgd(0.01f);
    bits.train(Activation.SIGMOID, Cost.SOFTMAX_CROSS_ENTROPY, sgd, 37);
    bits.train(Activation.TANH, Cost.HALF_SQUARED_ERROR, sgd, 64);
    bits.train(Activation.RELU, Cost.BINARY_CROSS_ENTROPY, sgd, 130);
    return bits.checksum.hexadecimal();
  }

  /** Weights and predictions by every other optimiser. */
  static String ofOptimisers(Threads threads) {
    TrainingBits bits = new TrainingBits(threads);
    for (Optimiser optimiser :
        new Optimiser[] {
          Optimiser.sgd(0.01f, 1e-3f),
          Optimiser.momentum(0.01f, 0.9f),
          Optimiser.nesterov(0.01f, 0.9f),
          Optimiser.adam(1e-3f),
          Optimiser.adamW(1e-3f, 0.01f)
        }) {
      bits.train(Activation.SIGMOID, Cost.SOFTMAX_CROSS_ENTROPY, optimiser, 130);
    }
    return bits.checksum.hexadecimal();
  }

  private void train(Activation activation, Cost cost, Optimiser optimiser, int hidden) {
    Network net =
        Network.of(INPUTS)
            .dense(hidden, activation)
            .dense(hidden, activation)
            .dense(CLASSES)
            .initialise(Initialisation.GLOROT_UNIFORM, 1);
    for (int batch : new int[] {1, 32, SAMPLES}) {
      Training training = net.training(cost, optimiser, batch, threads);
      Shuffler shuffler = Shuffler.seeded(1);
      for (int epoch = 0; epoch < EPOCHS; epoch++) {
        checksum.add(training.epoch(x, y, shuffler));
      }
      checksum.add(net.parameters().toArray());
    }
    checksum.add(net.predictor().predict(x));
  }
}
