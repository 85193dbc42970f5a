package io.github.lanewise.kernel.vector;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;

/**
 * Writes the class of a {@link Sweep} of any shape. What it writes reads in Java, for one row, two
 * terms and chains that start from C, as
 *
 * <pre>{@code
 * FloatVector a00 = FloatVector.broadcast(Lanes.F, a[a0]);
 * FloatVector a01 = FloatVector.broadcast(Lanes.F, a[a0 + aTerm]);
 * int last = n - L;
 * FloatVector end0 = FloatVector.fromArray(Lanes.F, c, c0 + last);      // 1. the last vector of C
 * for (int j = 0; j <= last; j += L) {                                  // 2. whole vectors
 *   FloatVector sum0 = FloatVector.fromArray(Lanes.F, c, c0 + j);
 *   sum0 = a00.fma(FloatVector.fromArray(Lanes.F, b, b0 + j), sum0);
 *   sum0 = a01.fma(FloatVector.fromArray(Lanes.F, b, b0 + ldb + j), sum0);
 *   sum0.intoArray(c, c0 + j);
 * }
 * if (j < n) { … }                                                      // 3. the same from end0, at last
 * }</pre>
 *
 * The last vector overlaps the one before. Its sums start from what C was before the loop, so that
 * elements in both come to the same bits twice.
 */
final class SweepEmitter extends KernelEmitter {

  private static final MethodTypeDesc COLUMNS =
      MethodTypeDesc.of(VOID, INT, ARRAY, INT, INT, INT, ARRAY, INT, INT, ARRAY, INT, INT);

  // Parameters of Sweep.columns; slot 0 is this.
  private static final int N = 1;
  private static final int A = 2;
  private static final int A0 = 3;
  private static final int A_ROW = 4;
  private static final int A_TERM = 5;
  private static final int B = 6;
  private static final int B0 = 7;
  private static final int LDB = 8;
  private static final int C = 9;
  private static final int C0 = 10;
  private static final int LDC = 11;

  private final Sweep.Shape shape;
  private final int[] ofA;
  private final int ofB;
  private final int[] sums;
  private final int[] ends;
  private final int j;
  private final int last;

  private SweepEmitter(Sweep.Shape shape, CodeBuilder code) {
    super(code);
    this.shape = shape;
    ofA = vectorLocals(shape.rows() * shape.terms());
    ofB = code.allocateLocal(TypeKind.REFERENCE);
    sums = vectorLocals(shape.rows());
    ends = vectorLocals(shape.rows());
    j = code.allocateLocal(TypeKind.INT);
    last = code.allocateLocal(TypeKind.INT);
  }

  /** Defines the class of a shape and returns its one instance. */
  static Sweep emit(Sweep.Shape shape) {
    String name = "Sweep%dx%d%s".formatted(shape.rows(), shape.terms(), shape.adds() ? "Adds" : "");
    return define(
        Sweep.class, name, "columns", COLUMNS, code -> new SweepEmitter(shape, code).columns());
  }

  private void columns() {
    broadcastA();
    code.iload(N);
    plus(-Lanes.COUNT).istore(last);
    begin(ends, last);
    Label top = code.newLabel();
    Label end = code.newLabel();
    code.iconst_0().istore(j).labelBinding(top).iload(j).iload(last).if_icmpgt(end);
    begin(sums, j);
    addTerms(sums, j);
    store(sums, j);
    code.iinc(j, Lanes.COUNT).goto_(top).labelBinding(end);
    Label done = code.newLabel();
    code.iload(j).iload(N).if_icmpge(done);
    addTerms(ends, last);
    store(ends, last);
    code.labelBinding(done).return_();
  }

  private void broadcastA() {
    for (int r = 0; r < shape.rows(); r++) {
      for (int p = 0; p < shape.terms(); p++) {
        species().aload(A).iload(A0);
        plusTimes(r, A_ROW);
        plusTimes(p, A_TERM).faload();
        broadcast().astore(ofA[r * shape.terms() + p]);
      }
    }
  }

  private void begin(int[] vectors, int column) {
    for (int r = 0; r < shape.rows(); r++) {
      if (shape.adds()) {
        species().aload(C);
        cIndex(r, column);
        load();
      } else {
        zero();
      }
      code.astore(vectors[r]);
    }
  }

  private void addTerms(int[] vectors, int column) {
    for (int p = 0; p < shape.terms(); p++) {
      species().aload(B).iload(B0);
      plusTimes(p, LDB).iload(column).iadd();
      load().astore(ofB);
      for (int r = 0; r < shape.rows(); r++) {
        code.aload(ofA[r * shape.terms() + p]).aload(ofB).aload(vectors[r]);
        fma().astore(vectors[r]);
      }
    }
  }

  private void store(int[] vectors, int column) {
    for (int r = 0; r < shape.rows(); r++) {
      exact(vectors[r]).aload(C);
      cIndex(r, column);
      store();
    }
  }

  /** Pushes the place in row r of C of a column in a local variable. */
  private void cIndex(int r, int column) {
    code.iload(C0);
    plusTimes(r, LDC).iload(column).iadd();
  }
}
