package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.SumOrder;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.MethodTypeDesc;

/**
 * Writes the class of a {@link DotTile} of any shape. What it writes reads in Java, for one element
 * and 512 bits, as
 *
 * <pre>{@code
 * FloatVector s = FloatVector.zero(Lanes.F);                            // 1. clear
 * for (; k > 0; k -= 16) {                                              // 2. 16 steps at once
 *   s = FloatVector.fromArray(Lanes.F, a, a0).fma(FloatVector.fromArray(Lanes.F, b, b0), s);
 *   a0 += 16; b0 += 16;
 * }
 * s.intoArray(chains, CHAINS);                                          // 3. store
 * }</pre>
 *
 * <p>Of a tile of several elements that has all terms, the chains are first added as far as {@link
 * ChainEmitter#LEFT}.
 */
final class DotEmitter extends ChainEmitter {

  private static final int L = Lanes.COUNT;

  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(VOID, INT, ARRAY, INT, ARRAY, INT, ARRAY);

  // Parameters of DotTile.run; slot 0 is this.
  private static final int K = 1;
  private static final int A = 2;
  private static final int A0 = 3;
  private static final int B = 4;
  private static final int B0 = 5;
  private static final int CHAINS = 6;

  private final DotTile.Shape shape;
  private final int[] sums;
  private final int[] aVectors;
  private final int[] bVector;

  private DotEmitter(DotTile.Shape shape, CodeBuilder code) {
    super(code, shape.rows() * shape.columns());
    this.shape = shape;
    sums = vectorLocals(elements * PARTS);
    aVectors = vectorLocals(shape.rows());
    bVector = vectorLocals(1);
  }

  /** Defines the class of a shape and returns its one instance. */
  static DotTile emit(DotTile.Shape shape) {
    String name = "DotTile%dx%d".formatted(shape.rows(), shape.columns());
    return define(DotTile.class, name, "run", RUN, code -> new DotEmitter(shape, code).run());
  }

  private void run() {
    for (int sum : sums) {
      zero().astore(sum);
    }
    steps();
    if (shape.adds()) {
      for (int e = 0; e < elements; e++) {
        if (e % L < LEFT) {
          storeChains(sums(e, LEFT, L), e * L);
        }
      }
    } else {
      for (int index = 0; index < sums.length; index++) {
        storeChains(sums[index], index * L);
      }
    }
    code.return_();
  }

  @Override
  int begin(int e) {
    return PARTS == 1 ? sums[e] : added(part -> code.aload(sums[e * PARTS + part]));
  }

  private void storeChains(int vector, int index) {
    exact(vector).aload(CHAINS).loadConstant(DotTile.CHAINS + index);
    store();
  }

  private void steps() {
    Label top = code.newLabel();
    Label end = code.newLabel();
    code.labelBinding(top).iload(K).ifle(end);
    for (int part = 0; part < PARTS; part++) {
      for (int i = 0; i < shape.rows(); i++) {
        vector(A, A0, i * shape.lda() + part * L).astore(aVectors[i]);
      }
      for (int j = 0; j < shape.columns(); j++) {
        vector(B, B0, j * shape.ldb() + part * L).astore(bVector[0]);
        for (int i = 0; i < shape.rows(); i++) {
          int sum = sums[(i * shape.columns() + j) * PARTS + part];
          code.aload(aVectors[i]).aload(bVector[0]).aload(sum);
          fma().astore(sum);
        }
      }
    }
    code.iinc(A0, SumOrder.CHAINS).iinc(B0, SumOrder.CHAINS).iinc(K, -SumOrder.CHAINS);
    code.goto_(top).labelBinding(end);
  }

  /** → the vector at array[base + offset]. */
  private CodeBuilder vector(int array, int base, int offset) {
    species().aload(array).iload(base);
    plus(offset);
    return load();
  }
}
