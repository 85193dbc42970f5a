package io.github.lanewise.jmh;

import io.github.lanewise.Elementwise;
import io.github.lanewise.Gemm;
import io.github.lanewise.Matrix;
import io.github.lanewise.PackedMatrix;
import io.github.lanewise.Threads;
import io.github.lanewise.nn.Activation;
import io.github.lanewise.nn.Cost;

/**
 * The library's step and prediction with nothing fused: its public operations one after the other,
 * each a pass over whole matrices, the gradient written as a whole and then read by the update. The
 * bits are those of {@link LanewiseStep}, the checks of the data and of the cost, too.
 */
final class UnfusedStep implements StepArm {

  private final NetworkShape shape;
  private final float learningRate;
  private final Threads threads;
  private final Activation activation;
  private final Cost cost;
  private final Matrix y;
  private final float[] parameters;
  private final float[] gradient;
  private final Matrix allParameters;
  private final Matrix wholeGradient;
  private final Matrix[] w;
  private final Matrix[] b;
  private final PackedMatrix[] packed;
  private final Matrix[] dW;
  private final Matrix[] db;
  private final Matrix[] p;
  private final Matrix[] q;
  private final Matrix[] delta;

  UnfusedStep(StepProblem problem, float learningRate, Threads threads) {
    this.learningRate = learningRate;
    this.threads = threads;
    shape = problem.shape();
    activation = LibraryConstants.activation(shape.activation());
    cost = LibraryConstants.cost(shape.cost());
    y = Matrix.wrap(problem.y(), shape.batch(), shape.outputs());
    parameters = problem.parameters().clone();
    gradient = new float[parameters.length];
    allParameters = Matrix.row(parameters);
    wholeGradient = Matrix.row(gradient);
    int depth = shape.depth();
    w = new Matrix[depth + 1];
    b = new Matrix[depth + 1];
    packed = new PackedMatrix[depth + 1];
    dW = new Matrix[depth + 1];
    db = new Matrix[depth + 1];
    p = new Matrix[depth + 1];
    q = new Matrix[depth + 1];
    delta = new Matrix[depth + 1];
    q[0] = Matrix.wrap(problem.x(), shape.batch(), shape.inputs());
    for (int l = 1; l <= depth; l++) {
      int width = shape.widths()[l];
      w[l] = shape.weights(parameters, l);
      b[l] = shape.bias(parameters, l);
      packed[l] = PackedMatrix.ofTransposed(w[l]);
      dW[l] = shape.weights(gradient, l);
      db[l] = shape.bias(gradient, l);
      p[l] = Matrix.zeros(shape.batch(), width);
      q[l] = l < depth ? Matrix.zeros(shape.batch(), width) : p[l];
      delta[l] = Matrix.zeros(shape.batch(), width);
    }
  }

  @Override
  public float step() {
    float c = evaluate();
    Elementwise.axpy(-learningRate, wholeGradient, allParameters);
    return c;
  }

  private float evaluate() {
    Elementwise.checkFinite("x", q[0]);
    Elementwise.checkFinite("y", y);
    int depth = shape.depth();
    for (int l = 1; l <= depth; l++) {
      Gemm.nt(q[l - 1], w[l], p[l], threads);
      Elementwise.addRow(b[l], p[l]);
      if (l < depth) {
        activation.apply(p[l], q[l]);
      }
    }
    float c = cost.evaluate(q[depth], y, delta[depth]);
    for (int l = depth; l > 1; l--) {
      Gemm.nn(delta[l], w[l], delta[l - 1], threads);
      activation.backward(p[l - 1], q[l - 1], delta[l - 1], delta[l - 1]);
    }
    for (int l = depth; l >= 1; l--) {
      Gemm.tn(delta[l], q[l - 1], dW[l], threads);
      Elementwise.columnSums(delta[l], db[l]);
    }
    checkFinite(c);
    return c;
  }

  private static void checkFinite(float value) {
    if (!Float.isFinite(value)) {
      throw new ArithmeticException("the cost is " + value);
    }
  }

  @Override
  public void infer() {
    for (int l = 1; l <= shape.depth(); l++) {
      Gemm.packed(q[l - 1], packed[l], p[l], threads);
      Elementwise.addRow(b[l], p[l]);
      if (l < shape.depth()) {
        activation.apply(p[l], q[l]);
      }
    }
  }

  @Override
  public float[] outputs() {
    return q[shape.depth()].toArray();
  }

  @Override
  public float[] gradient() {
    evaluate();
    return gradient.clone();
  }

  @Override
  public float[] parameters() {
    return parameters.clone();
  }
}
