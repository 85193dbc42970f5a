package io.github.lanewise.jmh;

import org.ejml.concurrency.EjmlConcurrency;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.ejml.dense.row.CommonOps_MT_FDRM;

/** EJML, row-major, on the operands' arrays. */
final class EjmlGemm {

  private EjmlGemm() {}

  static GemmArm of(GemmOperands o, int threads) {
    ProductShape s = o.shape();
    FMatrixRMaj a = FMatrixRMaj.wrap(s.rowsOfA(), s.columnsOfA(), o.a());
    FMatrixRMaj b = FMatrixRMaj.wrap(s.rowsOfB(), s.columnsOfB(), o.b());
    FMatrixRMaj c = FMatrixRMaj.wrap(s.m(), s.n(), o.c());
    if (threads == 1) {
      return switch (s.transposition()) {
        case "NN" -> () -> CommonOps_FDRM.mult(a, b, c);
        case "TN" -> () -> CommonOps_FDRM.multTransA(a, b, c);
        default -> () -> CommonOps_FDRM.multTransB(a, b, c);
      };
    }
    EjmlConcurrency.setMaxThreads(threads);
    return switch (s.transposition()) {
      case "NN" -> () -> CommonOps_MT_FDRM.mult(a, b, c);
      case "TN" -> () -> CommonOps_MT_FDRM.multTransA(a, b, c);
      default -> () -> CommonOps_MT_FDRM.multTransB(a, b, c);
    };
  }
}
