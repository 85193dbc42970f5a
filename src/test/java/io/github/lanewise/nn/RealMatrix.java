package io.github.lanewise.nn;

import io.github.lanewise.Matrix;
import java.util.function.DoubleUnaryOperator;

/** Matrix algebra in double, so that a test can state an identity as it is written on paper. */
record RealMatrix(double[][] rows) {

  static RealMatrix of(Matrix m) {
    double[][] rows = new double[m.rows()][m.columns()];
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        rows[i][j] = m.get(i, j);
      }
    }
    return new RealMatrix(rows);
  }

  int height() {
    return rows.length;
  }

  int width() {
    return rows[0].length;
  }

  RealMatrix times(RealMatrix b) {
    double[][] c = new double[height()][b.width()];
    for (int i = 0; i < height(); i++) {
      for (int j = 0; j < b.width(); j++) {
        for (int k = 0; k < width(); k++) {
          c[i][j] += rows[i][k] * b.rows[k][j];
        }
      }
    }
    return new RealMatrix(c);
  }

  RealMatrix t() {
    double[][] c = new double[width()][height()];
    for (int i = 0; i < height(); i++) {
      for (int j = 0; j < width(); j++) {
        c[j][i] = rows[i][j];
      }
    }
    return new RealMatrix(c);
  }

  /** The elementwise product ⊙. */
  RealMatrix odot(RealMatrix b) {
    double[][] c = new double[height()][width()];
    for (int i = 0; i < height(); i++) {
      for (int j = 0; j < width(); j++) {
        c[i][j] = rows[i][j] * b.rows[i][j];
      }
    }
    return new RealMatrix(c);
  }

  RealMatrix map(DoubleUnaryOperator f) {
    double[][] c = new double[height()][width()];
    for (int i = 0; i < height(); i++) {
      for (int j = 0; j < width(); j++) {
        c[i][j] = f.applyAsDouble(rows[i][j]);
      }
    }
    return new RealMatrix(c);
  }

  RealMatrix minus(RealMatrix b) {
    double[][] c = new double[height()][width()];
    for (int i = 0; i < height(); i++) {
      for (int j = 0; j < width(); j++) {
        c[i][j] = rows[i][j] - b.rows[i][j];
      }
    }
    return new RealMatrix(c);
  }

  /** The only element of a 1×1 matrix. */
  double scalar() {
    if (height() != 1 || width() != 1) {
      throw new IllegalStateException(height() + "×" + width() + " is not 1×1");
    }
    return rows[0][0];
  }

  /** ½‖this‖². */
  double halfSquare() {
    double sum = 0;
    for (double[] row : rows) {
      for (double value : row) {
        sum += value * value;
      }
    }
    return sum / 2;
  }

  RealMatrix with(int i, int j, double value) {
    double[][] c = new double[height()][];
    for (int r = 0; r < height(); r++) {
      c[r] = rows[r].clone();
    }
    c[i][j] = value;
    return new RealMatrix(c);
  }
}
