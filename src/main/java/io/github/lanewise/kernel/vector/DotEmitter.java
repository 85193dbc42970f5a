package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.SumOrder;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;
import java.util.function.IntConsumer;

/**
 * Writes the class of a {@link DotTile} of any shape. What it writes reads in Java, for one element
 * and 512 bits, as
 *
 * <pre>{@code
 * FloatVector s = FloatVector.zero(Lanes.F);                            // 1. clear
 * for (int p = 0; p < k; p += 16) {                                     // 2. 16 steps at once
 *   s = FloatVector.fromArray(Lanes.F, a, a0 + p)
 *       .fma(FloatVector.fromArray(Lanes.F, b, b0 + p), s);
 * }
 * s.intoArray(chains, CHAINS);                                          // 3. store
 * }</pre>
 *
 * <p>A rest is one step more. A tile that has all chains at a time adds them as far as {@link
 * ChainEmitter#LEFT} before it stores them.
 */
final class DotEmitter extends ChainEmitter {

  private static final int L = Lanes.COUNT;

  /** Bits of the places in A and B, and of k, up to which C2 is told that there are no more. */
  private static final int BITS_OF_PLACE = 30;

  private static final int BITS_OF_K = 20;

  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(VOID, INT, ARRAY, INT, ARRAY, INT, ARRAY, INT, INT);

  // Parameters of DotTile.run; slot 0 is this.
  private static final int K = 1;
  private static final int A = 2;
  private static final int A0 = 3;
  private static final int B = 4;
  private static final int B0 = 5;
  private static final int CHAINS = 6;
  private static final int REST_A = 7;
  private static final int REST_B = 8;

  private final DotTile.Shape shape;
  private final int partsAtOnce;
  private final int k;
  private final int p;
  private final int a0;
  private final int b0;
  private final int[] sums;
  private final int[] aVectors;
  private final int[] bVector;

  private DotEmitter(DotTile.Shape shape, CodeBuilder code) {
    super(code, shape.rows() * shape.columns());
    this.shape = shape;
    partsAtOnce = shape.partByPart() ? 1 : PARTS;
    sums = vectorLocals(elements * partsAtOnce);
    k = code.allocateLocal(TypeKind.INT);
    p = code.allocateLocal(TypeKind.INT);
    a0 = code.allocateLocal(TypeKind.INT);
    b0 = code.allocateLocal(TypeKind.INT);
    aVectors = vectorLocals(shape.rows());
    bVector = vectorLocals(1);
  }

  /** Defines the class of a shape and returns its one instance. */
  static DotTile emit(DotTile.Shape shape) {
    String name =
        "DotTile%dx%d%s"
            .formatted(shape.rows(), shape.columns(), shape.partByPart() ? "PartByPart" : "");
    return define(DotTile.class, name, "run", RUN, code -> new DotEmitter(shape, code).run());
  }

  private void run() {
    for (int part = 0; part < PARTS; part += partsAtOnce) {
      for (int sum : sums) {
        zero().astore(sum);
      }
      steps(part);
      if (shape.rest()) {
        rest(part);
      }
      if (!shape.adds()) {
        storeAll(part);
      }
    }
    if (shape.adds()) {
      for (int e = 0; e < elements; e++) {
        if (e % L < LEFT) {
          storeChains(sums(e, LEFT, L), e * L);
        }
      }
    }
    code.return_();
  }

  private void storeAll(int firstPart) {
    for (int e = 0; e < elements; e++) {
      for (int part = 0; part < partsAtOnce; part++) {
        storeChains(sum(e, part), e * SumOrder.CHAINS + (firstPart + part) * L);
      }
    }
  }

  @Override
  int begin(int e) {
    return PARTS == 1 ? sums[e] : added(part -> code.aload(sum(e, part)));
  }

  private void storeChains(int vector, int index) {
    exact(vector).aload(CHAINS).loadConstant(DotTile.CHAINS + index);
    store();
  }

  /**
   * All steps of 16 terms. Part by part C2 is told, if it is so, that no place overflows an int:
   * then it computes none in the loop, which has 17 instructions for 8 multiply-adds instead of 27.
   * The masks tell it, and change nothing. A loop with all parts has more loads, and is slower so.
   */
  private void steps(int firstPart) {
    Label plain = code.newLabel();
    Label end = code.newLabel();
    if (shape.partByPart()) {
      code.iload(A0).iload(B0).ior().loadConstant(BITS_OF_PLACE).iushr();
      code.iload(K).loadConstant(BITS_OF_K).iushr().ior().ifne(plain);
      code.iload(A0).loadConstant((1 << BITS_OF_PLACE) - 1).iand().istore(a0);
      code.iload(B0).loadConstant((1 << BITS_OF_PLACE) - 1).iand().istore(b0);
      code.iload(K).loadConstant((1 << BITS_OF_K) - 1).iand().istore(k);
      countUp(firstPart);
      code.goto_(end).labelBinding(plain);
    }
    code.iload(A0).istore(a0).iload(B0).istore(b0).iload(K).istore(k);
    countDown(firstPart);
    code.labelBinding(end);
  }

  private void countUp(int firstPart) {
    Label top = code.newLabel();
    Label end = code.newLabel();
    code.iconst_0().istore(p);
    code.labelBinding(top).iload(p).iload(k).if_icmpge(end);
    step(firstPart, p);
    code.iinc(p, SumOrder.CHAINS).goto_(top).labelBinding(end);
  }

  private void countDown(int firstPart) {
    Label top = code.newLabel();
    Label end = code.newLabel();
    code.labelBinding(top).iload(k).ifle(end);
    step(firstPart);
    code.iinc(a0, SumOrder.CHAINS).iinc(b0, SumOrder.CHAINS).iinc(k, -SumOrder.CHAINS);
    code.goto_(top).labelBinding(end);
  }

  /**
   * @param counter what to add to the places in A and B, if anything
   */
  private void step(int firstPart, int... counter) {
    for (int part = 0; part < partsAtOnce; part++) {
      int lanes = (firstPart + part) * L;
      addProducts(
          part,
          i -> vector(A, i * shape.lda() + lanes, a0, counter),
          j -> vector(B, j * shape.ldb() + lanes, b0, counter));
    }
  }

  private void rest(int firstPart) {
    for (int part = 0; part < partsAtOnce; part++) {
      int lanes = (firstPart + part) * L;
      addProducts(
          part,
          i -> vector(CHAINS, i * SumOrder.CHAINS + lanes, REST_A),
          j -> vector(CHAINS, j * SumOrder.CHAINS + lanes, REST_B));
    }
  }

  /** The next term of each chain of a part, of vectors of rows of A and of B. */
  private void addProducts(int part, IntConsumer ofA, IntConsumer ofB) {
    for (int i = 0; i < shape.rows(); i++) {
      ofA.accept(i);
      code.astore(aVectors[i]);
    }
    for (int j = 0; j < shape.columns(); j++) {
      ofB.accept(j);
      code.astore(bVector[0]);
      for (int i = 0; i < shape.rows(); i++) {
        int sum = sum(i * shape.columns() + j, part);
        code.aload(aVectors[i]).aload(bVector[0]).aload(sum);
        fma().astore(sum);
      }
    }
  }

  /** The chains of an element in one of the parts that are summed at once. */
  private int sum(int e, int part) {
    return sums[e * partsAtOnce + part];
  }

  /** → the vector of an array at the sum of an offset and some locals. */
  private void vector(int array, int offset, int first, int... others) {
    species().aload(array).iload(first);
    for (int other : others) {
      code.iload(other).iadd();
    }
    plus(offset);
    load();
  }
}
