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

  private TrainingBits() {}

  static String checksum(Threads threads) {
    Checksum checksum = new Checksum();
    Matrix x = Matrix.zeros(SAMPLES, INPUTS);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < x.data().length; i++) {
      x.data()[i] = (float) random.nextDouble();
    }
    int[] labels = random.ints(SAMPLES, 0, CLASSES).toArray();
    Matrix y = Matrix.oneHot(labels, CLASSES);
    train(Activation.SIGMOID, Cost.SOFTMAX_CROSS_ENTROPY, 37, x, y, threads, checksum);
    train(Activation.TANH, Cost.HALF_SQUARED_ERROR, 64, x, y, threads, checksum);
    train(Activation.RELU, Cost.BINARY_CROSS_ENTROPY, 130, x, y, threads, checksum);
    return checksum.hexadecimal();
  }

  private static void train(
      Activation activation,
      Cost cost,
      int hidden,
      Matrix x,
      Matrix y,
      Threads threads,
      Checksum checksum) {
    Network net =
        Network.of(INPUTS)
            .dense(hidden, activation)
            .dense(hidden, activation)
            .dense(CLASSES)
            .initialise(Initialisation.GLOROT_UNIFORM, 1);
    for (int batch : new int[] {1, 32, SAMPLES}) {
      Training training = net.training(cost, Optimiser.sgd(0.01f), batch, threads);
      Shuffler shuffler = Shuffler.seeded(1);
      for (int epoch = 0; epoch < EPOCHS; epoch++) {
        checksum.add(training.epoch(x, y, shuffler));
      }
      checksum.add(net.parameters().toArray());
    }
    checksum.add(net.predictor().predict(x));
  }
}
