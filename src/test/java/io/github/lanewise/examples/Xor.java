package io.github.lanewise.examples;

import static io.github.lanewise.nn.Activation.SIGMOID;
import static io.github.lanewise.nn.Activation.TANH;
import static io.github.lanewise.nn.Cost.HALF_SQUARED_ERROR;
import static io.github.lanewise.nn.Initialisation.GLOROT_UNIFORM;

import io.github.lanewise.Matrix;
import io.github.lanewise.nn.Network;
import io.github.lanewise.nn.Optimiser;
import io.github.lanewise.nn.Training;

/** The smallest network worth training: exclusive or, which no single layer can learn. */
public final class Xor {

  private Xor() {}

  public static void main(String[] args) {
    Matrix x = Matrix.of(new float[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
    Matrix y = Matrix.of(new float[][] {{0}, {1}, {1}, {0}});

    Network net = Network.of(2).dense(4, TANH).dense(1, SIGMOID).initialise(GLOROT_UNIFORM, 1);
    Training training = net.training(HALF_SQUARED_ERROR, Optimiser.sgd(2f), 4);
    for (int step = 0; step < 2000; step++) {
      training.step(x, y);
    }

    Matrix q = net.predictor().predict(x);
    for (int i = 0; i < x.rows(); i++) {
      System.out.printf("%.0f xor %.0f = %.3f%n", x.get(i, 0), x.get(i, 1), q.get(i, 0));
    }
  }
}
