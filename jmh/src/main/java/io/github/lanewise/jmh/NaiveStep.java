package io.github.lanewise.jmh;

import java.util.Arrays;

/**
 * The same step in plain loops: products as in {@link NaiveProduct}, functions from {@link Math}.
 */
final class NaiveStep implements StepArm {

  private final NetworkShape shape;
  private final float[] x;
  private final float[] y;
  private final float[][] w;
  private final float[][] b;
  private final float[][] dW;
  private final float[][] db;
  private final float[][] q;
  private final float[][] delta;

  NaiveStep(NetworkShape shape, float[] parameters, float[] x, float[] y) {
    int depth = shape.depth();
    this.shape = shape;
    this.x = x;
    this.y = y;
    w = new float[depth + 1][];
    b = new float[depth + 1][];
    dW = new float[depth + 1][];
    db = new float[depth + 1][];
    q = new float[depth + 1][];
    delta = new float[depth + 1][];
    q[0] = x;
    for (int l = 1; l <= depth; l++) {
      w[l] = Arrays.copyOfRange(parameters, shape.weightsStart(l), shape.biasStart(l));
      b[l] = Arrays.copyOfRange(parameters, shape.biasStart(l), shape.weightsStart(l + 1));
      dW[l] = new float[w[l].length];
      db[l] = new float[b[l].length];
      q[l] = new float[shape.batch() * b[l].length];
      delta[l] = new float[q[l].length];
    }
  }

  @Override
  public float[] infer() {
    for (int l = 1; l <= shape.depth(); l++) {
      int width = shape.widths()[l];
      int below = shape.widths()[l - 1];
      NaiveProduct.nt(shape.batch(), width, below, q[l - 1], below, w[l], below, q[l], width);
      for (int i = 0; i < q[l].length; i++) {
        float p = q[l][i] + b[l][i % width];
        q[l][i] = l == shape.depth() ? p : activated(p);
      }
    }
    return q[shape.depth()];
  }

  private float activated(float p) {
    return switch (shape.activation()) {
      case "sigmoid" -> (float) (1 / (1 + Math.exp(-p)));
      case "relu" -> Math.max(p, 0);
      default -> (float) Math.tanh(p);
    };
  }

  private float derivative(float q) {
    return switch (shape.activation()) {
      case "sigmoid" -> q * (1 - q);
      case "relu" -> q > 0 ? 1 : 0;
      default -> 1 - q * q;
    };
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

  private static void descend(float[] values, float[] gradient) {
    for (int i = 0; i < values.length; i++) {
      values[i] -= LEARNING_RATE * gradient[i];
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
          delta[l - 1][i] *= derivative(q[l - 1][i]);
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
    float[] gradient = new float[shape.parameters()];
    for (int l = 1; l <= shape.depth(); l++) {
      System.arraycopy(dW[l], 0, gradient, shape.weightsStart(l), dW[l].length);
      System.arraycopy(db[l], 0, gradient, shape.biasStart(l), db[l].length);
    }
    return gradient;
  }
}
