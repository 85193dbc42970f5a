package io.github.lanewise;

/** Elementwise functions, their derivatives and fixed-order reductions. */
public final class Elementwise {

  private Elementwise() {}

  public static void copy(Matrix x, Matrix y) {
    throw new UnsupportedOperationException();
  }

  public static void exp(Matrix x, Matrix y) {
    throw new UnsupportedOperationException();
  }

  public static void sigmoid(Matrix x, Matrix y) {
    throw new UnsupportedOperationException();
  }

  public static void tanh(Matrix x, Matrix y) {
    throw new UnsupportedOperationException();
  }

  public static void relu(Matrix x, Matrix y) {
    throw new UnsupportedOperationException();
  }

  public static void leakyRelu(float slope, Matrix x, Matrix y) {
    throw new UnsupportedOperationException();
  }

  /** y ← softmax of each row of x. */
  public static void softmaxRows(Matrix x, Matrix y) {
    throw new UnsupportedOperationException();
  }

  /** out = delta ⊙ q(1−q), where q = σ(p). out may be delta. */
  public static void sigmoidBackward(Matrix q, Matrix delta, Matrix out) {
    throw new UnsupportedOperationException();
  }

  /** out = delta ⊙ (1−q²), where q = tanh(p). */
  public static void tanhBackward(Matrix q, Matrix delta, Matrix out) {
    throw new UnsupportedOperationException();
  }

  /** out = delta where q &gt; 0, else delta·0. */
  public static void reluBackward(Matrix q, Matrix delta, Matrix out) {
    throw new UnsupportedOperationException();
  }

  public static void leakyReluBackward(float slope, Matrix q, Matrix delta, Matrix out) {
    throw new UnsupportedOperationException();
  }

  /** z = x ⊙ y. */
  public static void multiply(Matrix x, Matrix y, Matrix z) {
    throw new UnsupportedOperationException();
  }

  /** z = x + y. */
  public static void add(Matrix x, Matrix y, Matrix z) {
    throw new UnsupportedOperationException();
  }

  /** z = x − y. */
  public static void subtract(Matrix x, Matrix y, Matrix z) {
    throw new UnsupportedOperationException();
  }

  /** y ← fma(alpha, x, y). */
  public static void axpy(float alpha, Matrix x, Matrix y) {
    throw new UnsupportedOperationException();
  }

  /** y = alpha·x. */
  public static void scale(float alpha, Matrix x, Matrix y) {
    throw new UnsupportedOperationException();
  }

  /** Adds the 1×n row to every row of x, in place. */
  public static void addRow(Matrix row, Matrix x) {
    throw new UnsupportedOperationException();
  }

  /** sums(0,j) = ((+0 + x(0,j)) + x(1,j)) + …, sums is 1×n. */
  public static void columnSums(Matrix x, Matrix sums) {
    throw new UnsupportedOperationException();
  }

  /** The sum of all elements in the fixed order of 16 interleaved chains. */
  public static float sum(Matrix x) {
    throw new UnsupportedOperationException();
  }

  /** The sum of all squares, same order as {@link #sum}, with fma. */
  public static float sumOfSquares(Matrix x) {
    throw new UnsupportedOperationException();
  }
}
