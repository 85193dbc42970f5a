package io.github.lanewise.kit;

import io.github.lanewise.Gemm;
import io.github.lanewise.Matrix;
import io.github.lanewise.PackedMatrix;
import io.github.lanewise.Threads;
import java.util.random.RandomGenerator;

/** The products of the library, and the order of operations each promises, restated plainly. */
public enum Products {
  NN(false, false, false, Gemm::nn),
  TN(true, false, false, Gemm::tn),
  NT(false, true, false, Gemm::nt),
  NN_ACCUMULATE(false, false, true, Gemm::nnAccumulate),
  TN_ACCUMULATE(true, false, true, Gemm::tnAccumulate),
  NT_ACCUMULATE(false, true, true, Gemm::ntAccumulate),
  NN_PACKED(false, false, false, (a, b, c, t) -> Gemm.packed(a, PackedMatrix.of(b), c, t)),
  NT_PACKED(false, true, false, (a, b, c, t) -> Gemm.packed(a, PackedMatrix.ofTransposed(b), c, t)),
  NN_PACKED_ACCUMULATE(
      false, false, true, (a, b, c, t) -> Gemm.packedAccumulate(a, PackedMatrix.of(b), c, t)),
  NT_PACKED_ACCUMULATE(
      false,
      true,
      true,
      (a, b, c, t) -> Gemm.packedAccumulate(a, PackedMatrix.ofTransposed(b), c, t));

  private interface Call {
    void run(Matrix a, Matrix b, Matrix c, Threads threads);
  }

  private final boolean transposesA;
  private final boolean transposesB;
  private final boolean accumulates;
  private final Call call;

  Products(boolean transposesA, boolean transposesB, boolean accumulates, Call call) {
    this.transposesA = transposesA;
    this.transposesB = transposesB;
    this.accumulates = accumulates;
    this.call = call;
  }

  public boolean transposesA() {
    return transposesA;
  }

  public boolean transposesB() {
    return transposesB;
  }

  public boolean accumulates() {
    return accumulates;
  }

  public void run(Matrix a, Matrix b, Matrix c, Threads threads) {
    call.run(a, b, c, threads);
  }

  /** What the product must give, bit for bit: its documented order, restated plainly. */
  public Matrix inOrder(Matrix a, Matrix b, Matrix c) {
    int k = transposesA ? a.rows() : a.columns();
    int few = Math.min(c.rows(), c.columns());
    boolean interleaved = transposesB && few <= 15 && k >= Math.max(16, 16 * few - 8);
    Matrix result = Matrix.zeros(c.rows(), c.columns());
    for (int i = 0; i < c.rows(); i++) {
      for (int j = 0; j < c.columns(); j++) {
        int terms = interleaved ? (k + 15) / 16 * 16 : k;
        float[] x = new float[terms];
        float[] y = new float[terms];
        for (int p = 0; p < k; p++) {
          x[p] = transposesA ? a.get(p, i) : a.get(i, p);
          y[p] = transposesB ? b.get(j, p) : b.get(p, j);
        }
        float start = accumulates ? c.get(i, j) : 0;
        if (!interleaved) {
          result.set(i, j, chain(x, y, 0, 1, start));
        } else {
          float sum = tree(x, y, 0, 1);
          result.set(i, j, accumulates ? start + sum : sum);
        }
      }
    }
    return result;
  }

  /** fma(x(last), y(last), … fma(x(first), y(first), start)) over every {@code step}-th term. */
  private static float chain(float[] x, float[] y, int first, int step, float start) {
    float sum = start;
    for (int p = first; p < x.length; p += step) {
      sum = Math.fma(x[p], y[p], sum);
    }
    return sum;
  }

  /**
   * The sum of the chains first, first + step, …: that of 16 chains is the sum of two sums of 8.
   */
  private static float tree(float[] x, float[] y, int first, int step) {
    return step == 16
        ? chain(x, y, first, 16, 0)
        : tree(x, y, first, 2 * step) + tree(x, y, first + step, 2 * step);
  }

  /** Operands of one product; C holds NaN when it is to be overwritten and numbers when not. */
  public record Operands(Products product, Matrix a, Matrix b, Guarded c) {

    public static Operands random(
        Products product, int m, int n, int k, int gap, int margin, RandomGenerator random) {
      Matrix a = matrix(product.transposesA, m, k, gap, margin, random);
      Matrix b = matrix(product.transposesB, k, n, gap, margin, random);
      Guarded c = Guarded.of(m, n, gap, margin);
      if (product.accumulates) {
        Shapes.fill(c.matrix(), random);
      }
      return new Operands(product, a, b, c);
    }

    private static Matrix matrix(
        boolean transposed, int rows, int columns, int gap, int margin, RandomGenerator random) {
      Guarded guarded =
          transposed
              ? Guarded.of(columns, rows, gap, margin)
              : Guarded.of(rows, columns, gap, margin);
      Shapes.fill(guarded.matrix(), random);
      return guarded.matrix();
    }

    /** What the product must give, bit for bit, from C as it is now. */
    public Matrix expected() {
      return product.inOrder(a, b, c.matrix());
    }
  }
}
