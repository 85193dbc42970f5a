package io.github.lanewise.jmh;

import io.github.lanewise.Matrix;
import io.github.lanewise.Threads;
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
  private final Network net;
  private final Training training;
  private final Predictor predictor;
  private final Predictor.Buffer buffer;

  LanewiseStep(StepProblem problem, float learningRate, Threads threads) {
    NetworkShape shape = problem.shape();
    NetworkBuilder builder = Network.of(shape.inputs());
    for (int l = 1; l < shape.depth(); l++) {
      builder.dense(shape.widths()[l], LibraryConstants.activation(shape.activation()));
    }
    net = builder.dense(shape.outputs()).zeros();
    net.parameters().set(problem.parameters());
    this.x = Matrix.wrap(problem.x(), shape.batch(), shape.inputs());
    this.y = Matrix.wrap(problem.y(), shape.batch(), shape.outputs());
    this.out = Matrix.zeros(shape.batch(), shape.outputs());
    this.training =
        net.training(
            LibraryConstants.cost(shape.cost()),
            Optimiser.sgd(learningRate),
            shape.batch(),
            threads);
    this.predictor = net.predictor(threads);
    this.buffer = predictor.buffer(shape.batch());
  }

  @Override
  public float step() {
    return training.step(x, y);
  }

  @Override
  public void infer() {
    predictor.predict(x, out, buffer);
  }

  @Override
  public float[] outputs() {
    return out.toArray();
  }

  @Override
  public float[] gradient() {
    training.evaluate(x, y);
    return training.gradient().toArray();
  }

  @Override
  public float[] parameters() {
    return net.parameters().toArray();
  }
}
