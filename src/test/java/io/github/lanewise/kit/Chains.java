package io.github.lanewise.kit;

import io.github.lanewise.Matrix;

/** The order of every sum that the library documents, restated plainly. */
public final class Chains {

  private Chains() {}

  /** 16 chains by column, then halvings. */
  public static float sum(Matrix x) {
    float[] chains = new float[16];
    for (int i = 0; i < x.rows(); i++) {
      for (int j = 0; j < x.columns(); j++) {
        chains[j % 16] += x.get(i, j);
      }
    }
    return tree(chains);
  }

  /** As {@link #sum}, of products, each step an fma. */
  public static float dot(Matrix x, Matrix y) {
    float[] chains = new float[16];
    for (int i = 0; i < x.rows(); i++) {
      for (int j = 0; j < x.columns(); j++) {
        chains[j % 16] = Math.fma(x.get(i, j), y.get(i, j), chains[j % 16]);
      }
    }
    return tree(chains);
  }

  /** How many roundings an element meets at most. */
  public static int steps(Matrix x) {
    return x.rows() * ((x.columns() + 15) / 16) + 4;
  }

  private static float tree(float[] chains) {
    for (int half = 8; half >= 1; half /= 2) {
      for (int c = 0; c < half; c++) {
        chains[c] += chains[c + half];
      }
    }
    return chains[0];
  }
}
