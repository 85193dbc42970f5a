package io.github.lanewise.jmh;

import io.github.lanewise.Matrix;
import io.github.lanewise.Threads;
import io.github.lanewise.nn.Activation;
import io.github.lanewise.nn.Cost;
import io.github.lanewise.nn.Network;
import io.github.lanewise.nn.NetworkBuilder;
import io.github.lanewise.nn.Optimiser;
import io.github.lanewise.nn.Predictor;
import io.github.lanewise.nn.Training;

/** The library's training and prediction. */
final class LanewiseStep implements StepArm {

  private final Matrix x;
  private final Matrix y;
  private final Matrix out;
  private final Training training;
  private final Predictor predictor;

  LanewiseStep(NetworkShape shape, float[] parameters, float[] x, float[] y, Threads threads) {
    NetworkBuilder builder = Network.of(shape.inputs());
    for (int l = 1; l < shape.depth(); l++) {
      builder.dense(shape.widths()[l], activation(shape.activation()));
    }
    Network net = builder.dense(shape.outputs()).zeros();
    net.parameters().set(parameters);
    this.x = Matrix.wrap(x, shape.batch(), shape.inputs());
    this.y = Matrix.wrap(y, shape.batch(), shape.outputs());
    this.out = Matrix.zeros(shape.batch(), shape.outputs());
    this.training =
        net.training(cost(shape.cost()), Optimiser.sgd(LEARNING_RATE), shape.batch(), threads);
    this.predictor = net.predictor();
  }

  private static Activation activation(String name) {
    return switch (name) {
      case "sigmoid" -> Activation.SIGMOID;
      case "relu" -> Activation.RELU;
      case "tanh" -> Activation.TANH;
      default ->
          throw new IllegalArgumentException(
              "activation=" + name + " is not sigmoid, relu or tanh");
    };
  }

  private static Cost cost(String name) {
    return switch (name) {
      case "squared" -> Cost.HALF_SQUARED_ERROR;
      case "crossentropy" -> Cost.SOFTMAX_CROSS_ENTROPY;
      default ->
          throw new IllegalArgumentException("cost=" + name + " is not squared or crossentropy");
    };
  }

  @Override
  public float step() {
    return training.step(x, y);
  }

  @Override
  public float[] infer() {
    predictor.predict(x, out);
    return out.data();
  }

  @Override
  public float[] gradient() {
    training.evaluate(x, y);
    return training.gradient().toArray();
  }
}
