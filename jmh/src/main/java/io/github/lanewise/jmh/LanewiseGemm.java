package io.github.lanewise.jmh;

import io.github.lanewise.Gemm;
import io.github.lanewise.Matrix;
import io.github.lanewise.Threads;

/**
 * The library, with the engine that the arm is named after, on operands that are aligned as it
 * recommends; the native peers have theirs aligned, too.
 */
final class LanewiseGemm implements GemmArm {

  private final GemmOperands operands;
  private final Threads threads;
  private final Matrix a;
  private final Matrix b;
  private final Matrix c;

  private LanewiseGemm(GemmOperands operands, Threads threads) {
    ProductShape s = operands.shape();
    this.operands = operands;
    this.threads = threads;
    this.a = aligned(operands.a(), s.rowsOfA(), s.columnsOfA(), s.lda());
    this.b = aligned(operands.b(), s.rowsOfB(), s.columnsOfB(), s.ldb());
    this.c = aligned(operands.c(), s.m(), s.n(), s.ldc());
  }

  static GemmArm of(String impl, GemmOperands operands, Threads threads) {
    EngineOfFork.use(impl);
    return new LanewiseGemm(operands, threads);
  }

  /** A copy, gaps between the rows and all. */
  private static Matrix aligned(float[] data, int rows, int columns, int stride) {
    Matrix matrix = Matrix.aligned(rows, columns, stride);
    int length = Math.min(data.length, matrix.data().length - matrix.offset());
    System.arraycopy(data, 0, matrix.data(), matrix.offset(), length);
    return matrix;
  }

  @Override
  public void multiply() {
    switch (operands.shape().transposition()) {
      case "NN" -> Gemm.nn(a, b, c, threads);
      case "TN" -> Gemm.tn(a, b, c, threads);
      default -> Gemm.nt(a, b, c, threads);
    }
  }

  @Override
  public void store() {
    int length = Math.min(operands.c().length, c.data().length - c.offset());
    System.arraycopy(c.data(), c.offset(), operands.c(), 0, length);
  }
}
