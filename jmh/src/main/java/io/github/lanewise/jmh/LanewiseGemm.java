package io.github.lanewise.jmh;

import io.github.lanewise.Gemm;
import io.github.lanewise.Matrix;
import io.github.lanewise.Threads;

/** The library, with the engine that the arm is named after. */
final class LanewiseGemm {

  private LanewiseGemm() {}

  static GemmArm of(String impl, GemmOperands o, Threads threads) {
    EngineOfFork.use(impl);
    ProductShape s = o.shape();
    Matrix a = Matrix.wrap(o.a(), 0, s.rowsOfA(), s.columnsOfA(), s.lda());
    Matrix b = Matrix.wrap(o.b(), 0, s.rowsOfB(), s.columnsOfB(), s.ldb());
    Matrix c = Matrix.wrap(o.c(), 0, s.m(), s.n(), s.ldc());
    return switch (s.transposition()) {
      case "NN" -> () -> Gemm.nn(a, b, c, threads);
      case "TN" -> () -> Gemm.tn(a, b, c, threads);
      default -> () -> Gemm.nt(a, b, c, threads);
    };
  }
}
