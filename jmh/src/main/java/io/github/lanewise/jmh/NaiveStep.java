package io.github.lanewise.jmh;

import java.util.Arrays;

/**
 * The same step in plain loops: products as in {@link NaiveProduct}, functions from {@link Math}.
 */
final class NaiveStep implements StepArm {

  private final NetworkShape shape;
  private final HiddenActivation activation;
  private final float learningRate;
  private final float[] y;
  private final float[][] w;
  private final float[][] b;
  private final float[][] dW;
  private final float[][] db;
  private final float[][] p;
  private final float[][] q;
  private final float[][] delta;

  NaiveStep(StepProblem problem, float learningRate) {
    this.learningRate = learningRate;
    shape = problem.shape();
    activation = shape.activation();
    y = problem.y();
    float[] parameters = problem.parameters();
    int depth = shape.depth();
    w = new float[depth + 1][];
    b = new float[depth + 1][];
    dW = new float[depth + 1][];
    db = new float[depth + 1][];
    p = new float[depth + 1][];
    q = new float[depth + 1][];
    delta = new float[depth + 1][];
    q[0] = problem.x();
    for (int l = 1; l <= depth; l++) {
      w[l] = Arrays.copyOfRange(parameters, shape.weightsStart(l), shape.biasStart(l));
      b[l] = Arrays.copyOfRange(parameters, shape.biasStart(l), shape.weightsStart(l + 1));
      dW[l] = new float[w[l].length];
      db[l] = new float[b[l].length];
      q[l] = new float[shape.batch() * b[l].length];
      p[l] = l < depth ? new float[q[l].length] : q[l];
      delta[l] = new float[q[l].length];
    }
  }

  @Override
  public void infer() {
    for (int l = 1; l <= shape.depth(); l++) {
      int width = shape.widths()[l];
      int below = shape.widths()[l - 1];
      NaiveProduct.nt(shape.batch(), width, below, q[l - 1], below, w[l], below, p[l], width);
      for (int i = 0; i < p[l].length; i++) {
        p[l][i] += b[l][i % width];
      }
      if (l < shape.depth()) {
        activate(p[l], q[l]);
      }
    }
  }

  private void activate(float[] p, float[] q) {
    for (int i = 0; i < p.length; i++) {
      q[i] = (float) activation.value(p[i]);
    }
  }

  @Override
  public float[] outputs() {
    return q[shape.depth()].clone();
  }

  @Override
  public float step() {
    float c = evaluate();
    for (int l = 1; l <= shape.depth(); l++) {
      descend(w[l], dW[l]);
      descend(b[l], db[l]);
    }
    return c;
  }

  private void descend(float[] values, float[] gradient) {
    for (int i = 0; i < values.length; i++) {
      values[i] -= learningRate * gradient[i];
    }
  }

  private float evaluate() {
    infer();
    float c = shape.cost().equals("squared") ? halfSquaredError() : softmaxCrossEntropy();
    int batch = shape.batch();
    for (int l = shape.depth(); l >= 1; l--) {
      int width = shape.widths()[l];
      int below = shape.widths()[l - 1];
      NaiveProduct.tn(width, below, batch, delta[l], width, q[l - 1], below, dW[l], below);
      for (int r = 0; r < width; r++) {
        float sum = 0;
        for (int i = 0; i < batch; i++) {
          sum += delta[l][i * width + r];
        }
        db[l][r] = sum;
      }
      if (l > 1) {
        NaiveProduct.nn(batch, below, width, delta[l], width, w[l], below, delta[l - 1], below);
        for (int i = 0; i < delta[l - 1].length; i++) {
          delta[l - 1][i] *= (float) activation.derivative(p[l - 1][i], q[l - 1][i]);
        }
      }
    }
    return c;
  }

  private float halfSquaredError() {
    float[] out = q[shape.depth()];
    float sum = 0;
    for (int i = 0; i < out.length; i++) {
      float difference = out[i] - y[i];
      sum += difference * difference / 2;
      delta[shape.depth()][i] = difference / shape.batch();
    }
    return sum / shape.batch();
  }

  private float softmaxCrossEntropy() {
    float[] out = q[shape.depth()];
    int n = shape.outputs();
    double cost = 0;
    for (int row = 0; row < out.length; row += n) {
      float largest = Float.NEGATIVE_INFINITY;
      for (int j = 0; j < n; j++) {
        largest = Math.max(largest, out[row + j]);
      }
      double sum = 0;
      for (int j = 0; j < n; j++) {
        sum += Math.exp(out[row + j] - largest);
      }
      for (int j = 0; j < n; j++) {
        double probability = Math.exp(out[row + j] - largest) / sum;
        delta[shape.depth()][row + j] = (float) ((probability - y[row + j]) / shape.batch());
        cost += y[row + j] * (largest + Math.log(sum) - out[row + j]);
      }
    }
    return (float) (cost / shape.batch());
  }

  @Override
  public float[] gradient() {
    evaluate();
    return joined(dW, db);
  }

  @Override
  public float[] parameters() {
    return joined(w, b);
  }

  private float[] joined(float[][] weights, float[][] biases) {
    float[] joined = new float[shape.parameters()];
    for (int l = 1; l <= shape.depth(); l++) {
      System.arraycopy(weights[l], 0, joined, shape.weightsStart(l), weights[l].length);
      System.arraycopy(biases[l], 0, joined, shape.biasStart(l), biases[l].length);
    }
    return joined;
  }
}
