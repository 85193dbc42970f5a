package io.github.lanewise.kernel.vector;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/**
 * Writes the class of a {@link RowDots} of any shape. What it writes reads in Java, for two chains
 * of two terms, as
 *
 * <pre>{@code
 * for (int j = 0; j < n; j += 2) {
 *   float s0 = 0, s1 = 0, x;
 *   x = a[a0];     s0 = Math.fma(x, b[b0], s0);     s1 = Math.fma(x, b[b0 + ldb], s1);
 *   x = a[a0 + 1]; s0 = Math.fma(x, b[b0 + 1], s0); s1 = Math.fma(x, b[b0 + ldb + 1], s1);
 *   c[c0] = s0; c[c0 + 1] = s1;
 *   b0 += 2 * ldb; c0 += 2;
 * }
 * }</pre>
 *
 * <p>Places grow by a constant times 1 that C2 does not know, and an exit that is never taken
 * follows each term but the last, for the reasons that {@link TileEmitter} gives: without them 1 ×
 * 32 × 13 takes twice as long.
 */
final class RowDotsEmitter extends KernelEmitter {

  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(VOID, INT, ARRAY, INT, ARRAY, INT, ARRAY, INT);

  private static final MethodTypeDesc FMA =
      MethodTypeDesc.of(
          ConstantDescs.CD_float,
          ConstantDescs.CD_float,
          ConstantDescs.CD_float,
          ConstantDescs.CD_float);

  // Parameters of RowDots.run; slot 0 is this.
  private static final int N = 1;
  private static final int A = 2;
  private static final int A0 = 3;
  private static final int B = 4;
  private static final int B0 = 5;
  private static final int C = 6;
  private static final int C0 = 7;

  private final RowDots.Shape shape;
  private final int[] sums;
  private final int x;
  private final int j;

  /** Holds {@link #hiddenOne}. */
  private final int increment;

  private RowDotsEmitter(RowDots.Shape shape, CodeBuilder code) {
    super(code);
    this.shape = shape;
    sums = new int[shape.chains()];
    for (int r = 0; r < sums.length; r++) {
      sums[r] = code.allocateLocal(TypeKind.FLOAT);
    }
    x = code.allocateLocal(TypeKind.FLOAT);
    j = code.allocateLocal(TypeKind.INT);
    increment = code.allocateLocal(TypeKind.INT);
  }

  /** Defines the class of a shape and returns its one instance. */
  static RowDots emit(RowDots.Shape shape) {
    String name =
        "RowDots%dx%d%s".formatted(shape.chains(), shape.k(), shape.accumulate() ? "Adds" : "");
    return define(RowDots.class, name, "run", RUN, code -> new RowDotsEmitter(shape, code).run());
  }

  private void run() {
    Label top = code.newLabel();
    Label end = code.newLabel();
    hiddenOne(N).istore(increment).iconst_0().istore(j);
    code.labelBinding(top).iload(j).iload(N).if_icmpge(end);
    begin();
    addTerms();
    for (int r = 0; r < sums.length; r++) {
      code.aload(C).iload(C0);
      plus(r).fload(sums[r]).fastore();
    }
    code.iload(B0);
    plusTimes(sums.length * shape.ldb(), increment).istore(B0).iload(C0);
    plusTimes(sums.length, increment).istore(C0);
    code.iinc(j, sums.length).goto_(top).labelBinding(end).return_();
  }

  private void begin() {
    for (int r = 0; r < sums.length; r++) {
      if (shape.accumulate()) {
        code.aload(C).iload(C0);
        plus(r).faload();
      } else {
        code.fconst_0();
      }
      code.fstore(sums[r]);
    }
  }

  private void addTerms() {
    Label summed = code.newLabel();
    for (int p = 0; p < shape.k(); p++) {
      code.aload(A).iload(A0);
      plus(p).faload().fstore(x);
      for (int r = 0; r < sums.length; r++) {
        code.fload(x).aload(B).iload(B0);
        plus(r * shape.ldb() + p).faload().fload(sums[r]);
        code.invokestatic(desc(Math.class), "fma", FMA).fstore(sums[r]);
      }
      if (p < shape.k() - 1) {
        code.iload(j).loadConstant(Integer.MAX_VALUE - RowDots.MOST * (p + 1)).if_icmpeq(summed);
      }
    }
    code.labelBinding(summed);
  }
}
