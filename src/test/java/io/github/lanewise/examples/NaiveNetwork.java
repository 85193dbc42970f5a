package io.github.lanewise.examples;

import io.github.lanewise.Matrix;
import io.github.lanewise.nn.Network;
import java.util.Arrays;

/**
 * A training step as one writes it down from the formulas: three nested loops for each product, the
 * sum innermost. Sigmoid on the hidden layers, softmax cross-entropy on the last. Here to compare
 * speed and gradients with.
 */
final class NaiveNetwork {

  private final int depth;
  private final float[][][] w;
  private final float[][] b;
  private final float[][][] dW;
  private final float[][] db;
  private final float[][][] q;
  private final float[][][] delta;

  /** Copies the parameters of a network. */
  NaiveNetwork(Network net, int batch) {
    depth = net.depth();
    w = new float[depth + 1][][];
    b = new float[depth + 1][];
    dW = new float[depth + 1][][];
    db = new float[depth + 1][];
    q = new float[depth + 1][][];
    delta = new float[depth + 1][][];
    for (int l = 1; l <= depth; l++) {
      w[l] = rows(net.parameters().weights(l));
      b[l] = rows(net.parameters().bias(l))[0];
      dW[l] = new float[w[l].length][w[l][0].length];
      db[l] = new float[b[l].length];
      q[l] = new float[batch][b[l].length];
      delta[l] = new float[batch][b[l].length];
    }
  }

  static float[][] rows(Matrix matrix) {
    float[][] rows = new float[matrix.rows()][matrix.columns()];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        rows[i][j] = matrix.get(i, j);
      }
    }
    return rows;
  }

  float[][] dW(int l) {
    return dW[l];
  }

  float[] db(int l) {
    return db[l];
  }

  /** Forward, cost, backward, update. Returns the mean cost. */
  double step(float[][] x, int[] labels, float rate) {
    double cost = evaluate(x, labels);
    for (int l = 1; l <= depth; l++) {
      for (int r = 0; r < w[l].length; r++) {
        for (int c = 0; c < w[l][r].length; c++) {
          w[l][r][c] -= rate * dW[l][r][c];
        }
        b[l][r] -= rate * db[l][r];
      }
    }
    return cost;
  }

  /** Forward, cost, backward. Returns the mean cost. */
  double evaluate(float[][] x, int[] labels) {
    q[0] = x;
    for (int l = 1; l <= depth; l++) {
      forward(l);
    }
    double cost = softmaxCrossEntropy(q[depth], labels, delta[depth]);
    for (int l = depth; l >= 1; l--) {
      gradient(l);
      if (l > 1) {
        backward(l);
      }
    }
    return cost;
  }

  private void forward(int l) {
    for (int i = 0; i < q[l].length; i++) {
      for (int r = 0; r < w[l].length; r++) {
        float p = b[l][r];
        for (int c = 0; c < w[l][r].length; c++) {
          p += q[l - 1][i][c] * w[l][r][c];
        }
        q[l][i][r] = l == depth ? p : (float) (1 / (1 + Math.exp(-p)));
      }
    }
  }

  private static double softmaxCrossEntropy(float[][] q, int[] labels, float[][] delta) {
    double cost = 0;
    for (int i = 0; i < q.length; i++) {
      float largest = Float.NEGATIVE_INFINITY;
      for (float logit : q[i]) {
        largest = Math.max(largest, logit);
      }
      double sum = 0;
      for (float logit : q[i]) {
        sum += Math.exp(logit - largest);
      }
      for (int j = 0; j < q[i].length; j++) {
        double probability = Math.exp(q[i][j] - largest) / sum;
        delta[i][j] = (float) ((probability - (j == labels[i] ? 1 : 0)) / q.length);
      }
      cost += largest + Math.log(sum) - q[i][labels[i]];
    }
    return cost / q.length;
  }

  /** ∂C/∂W = Δᵀ·Q and ∂C/∂b = the column sums of Δ. */
  private void gradient(int l) {
    Arrays.fill(db[l], 0);
    for (int r = 0; r < w[l].length; r++) {
      for (int c = 0; c < w[l][r].length; c++) {
        float sum = 0;
        for (int i = 0; i < q[l].length; i++) {
          sum += delta[l][i][r] * q[l - 1][i][c];
        }
        dW[l][r][c] = sum;
      }
      for (int i = 0; i < q[l].length; i++) {
        db[l][r] += delta[l][i][r];
      }
    }
  }

  /** Δ_below = (Δ·W) ⊙ q(1 − q). */
  private void backward(int l) {
    for (int i = 0; i < q[l].length; i++) {
      for (int c = 0; c < w[l][0].length; c++) {
        float sum = 0;
        for (int r = 0; r < w[l].length; r++) {
          sum += delta[l][i][r] * w[l][r][c];
        }
        float below = q[l - 1][i][c];
        delta[l - 1][i][c] = sum * below * (1 - below);
      }
    }
  }
}
