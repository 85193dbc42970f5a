package io.github.lanewise.examples;

import io.github.lanewise.Gemm;
import io.github.lanewise.Matrix;
import io.github.lanewise.Threads;

/** The three products, views instead of copies, and threads. */
public final class MatrixProducts {

  private MatrixProducts() {}

  public static void main(String[] args) {
    Matrix a = Matrix.of(new float[][] {{1, 2, 3}, {4, 5, 6}});
    Matrix b = Matrix.of(new float[][] {{1, 0}, {0, 1}, {1, 1}});

    Matrix c = Matrix.zeros(2, 2);
    Gemm.nn(a, b, c);
    System.out.println("A·B  = " + c);

    Matrix gram = Matrix.zeros(3, 3);
    Gemm.tn(a, a, gram);
    System.out.println("Aᵀ·A = " + gram);

    Gemm.nt(a, a, c);
    System.out.println("A·Aᵀ = " + c);

    Gemm.nnAccumulate(a.view(0, 0, 2, 1), b.view(0, 0, 1, 2), c);
    System.out.println("plus the first column of A times the first row of B: " + c);

    Matrix large = Matrix.zeros(1000, 1000);
    large.fill(0.5f);
    Matrix product = Matrix.zeros(1000, 1000);
    Gemm.nn(large, large, product, Threads.commonPool());
    System.out.println("on all cores, the same bits: " + product.get(999, 999));
  }
}
