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
  private final int p;
  private final int bound;
  private final int a0;
  private final int b0;

  /** Holds {@link #hiddenOne}. */
  private final int increment;

  private final int[] sums;
  private final int[] aVectors;
  private final int[] bVector;

  private DotEmitter(DotTile.Shape shape, CodeBuilder code) {
    super(code, shape.rows() * shape.columns());
    this.shape = shape;
    partsAtOnce = shape.partByPart() ? 1 : PARTS;
    sums = vectorLocals(elements * partsAtOnce);
    p = code.allocateLocal(TypeKind.INT);
    bound = code.allocateLocal(TypeKind.INT);
    a0 = code.allocateLocal(TypeKind.INT);
    b0 = code.allocateLocal(TypeKind.INT);
    increment = code.allocateLocal(TypeKind.INT);
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
   * All steps of 16 terms. With 16 registers the places grow by a constant times 1, which C2 does
   * not know to be 1, so that it merges the checks of their bounds instead of taking them out of
   * the loop, see {@link TileEmitter}.
   */
  private void steps(int firstPart) {
    Label end = code.newLabel();
    code.iload(A0).istore(a0).iload(B0).istore(b0).iconst_0().istore(p);
    if (TileShapes.SMALL) {
      hiddenOne(K).istore(increment);
    }
    if (TileShapes.SMALL && !shape.partByPart()) {
      pairsOfSteps(firstPart, end);
      code.iload(p).iload(K).if_icmpge(end);
      step(firstPart, 0);
    } else {
      Label top = code.newLabel();
      code.labelBinding(top).iload(p).iload(K).if_icmpge(end);
      step(firstPart, 0);
      advance(SumOrder.CHAINS);
      code.goto_(top);
    }
    code.labelBinding(end);
  }

  /**
   * Two steps an iteration, with an exit between them that is never taken, so that C2 does not load
   * what both need before it uses any. Part by part it would be more than C1 can compile.
   */
  private void pairsOfSteps(int firstPart, Label end) {
    int pair = 2 * SumOrder.CHAINS;
    int most = Integer.MAX_VALUE & -pair;
    Label top = code.newLabel();
    Label left = code.newLabel();
    code.iload(K).loadConstant(most).iand().istore(bound);
    code.labelBinding(top).iload(p).iload(bound).if_icmpge(left);
    step(firstPart, 0);
    code.iload(p).loadConstant(most - pair).if_icmpeq(end);
    step(firstPart, SumOrder.CHAINS);
    advance(pair);
    code.goto_(top).labelBinding(left);
  }

  private void advance(int terms) {
    if (TileShapes.SMALL) {
      code.iload(a0);
      plusTimes(terms, increment).istore(a0).iload(b0);
      plusTimes(terms, increment).istore(b0);
    } else {
      code.iinc(a0, terms).iinc(b0, terms);
    }
    code.iinc(p, terms);
  }

  /**
   * @param term the first of 16, counted from the places in A and B
   */
  private void step(int firstPart, int term) {
    for (int part = 0; part < partsAtOnce; part++) {
      int lanes = (firstPart + part) * L + term;
      addProducts(
          part,
          i -> vector(A, a0, i * shape.lda() + lanes),
          j -> vector(B, b0, j * shape.ldb() + lanes));
    }
  }

  private void rest(int firstPart) {
    for (int part = 0; part < partsAtOnce; part++) {
      int lanes = (firstPart + part) * L;
      addProducts(
          part,
          i -> vector(CHAINS, REST_A, i * SumOrder.CHAINS + lanes),
          j -> vector(CHAINS, REST_B, j * SumOrder.CHAINS + lanes));
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

  /** → the vector of an array so far behind a place. */
  private void vector(int array, int place, int offset) {
    species().aload(array).iload(place);
    plus(offset);
    load();
  }
}
