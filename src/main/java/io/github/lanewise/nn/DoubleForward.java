package io.github.lanewise.nn;

import io.github.lanewise.Matrix;

/**
 * The forward pass again, in double and in simple loops, with the scalar forms of activations and
 * costs: what central differences are taken of.
 */
final class DoubleForward {

  private final Network net;
  private final Cost cost;
  private final Layout layout;
  private final double[][] input;
  private final double[][] labels;
  private final double[][][] p;
  private final double[][] q;

  DoubleForward(Network net, Cost cost, Matrix x, Matrix y) {
    this.net = net;
    this.cost = cost;
    this.layout = net.parameters().layout();
    this.input = rows(x);
    this.labels = rows(y);
    this.p = new double[net.depth() + 1][x.rows()][];
    this.q = new double[net.depth() + 1][];
    for (int l = 0; l <= net.depth(); l++) {
      q[l] = new double[net.width(l)];
      for (int i = 0; i < x.rows(); i++) {
        p[l][i] = new double[net.width(l)];
      }
    }
  }

  private static double[][] rows(Matrix m) {
    double[][] rows = new double[m.rows()][m.columns()];
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        rows[i][j] = m.get(i, j);
      }
    }
    return rows;
  }

  /** The mean cost with the given parameters, in the order of {@link Parameters}. */
  double cost(double[] parameters) {
    double sum = 0;
    for (int i = 0; i < input.length; i++) {
      System.arraycopy(input[i], 0, p[0][i], 0, input[i].length);
      activate(0, i);
      for (int l = 1; l <= net.depth(); l++) {
        multiply(l, i, parameters);
        activate(l, i);
      }
      sum += cost.ofSample(q[net.depth()], labels[i]);
    }
    return sum / input.length;
  }

  private void multiply(int l, int i, double[] parameters) {
    double[] below = q[l - 1];
    double[] out = p[l][i];
    int weight = layout.weightsStart(l);
    for (int r = 0; r < out.length; r++) {
      double sum = layout.hasBias(l) ? parameters[layout.biasStart(l) + r] : 0;
      for (double qc : below) {
        sum += parameters[weight++] * qc;
      }
      out[r] = sum;
    }
  }

  private void activate(int l, int i) {
    Activation activation = net.activation(l);
    for (int r = 0; r < q[l].length; r++) {
      q[l][r] = activation.value(p[l][i][r]);
    }
  }

  /** Whether some unit of some sample went over a kink between the last pass here and there. */
  boolean crossedKink(DoubleForward other) {
    for (int l = 1; l <= net.depth(); l++) {
      Activation activation = net.activation(l);
      for (int i = 0; i < input.length; i++) {
        for (int r = 0; r < p[l][i].length; r++) {
          if (activation.hasKinkBetween(p[l][i][r], other.p[l][i][r])) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
