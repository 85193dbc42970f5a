package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.SumOrder;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;

/** Writes the class of a {@link ChainSum} of any shape. */
final class ChainSumEmitter extends ChainEmitter {

  private static final MethodTypeDesc RUN = MethodTypeDesc.of(VOID, ARRAY, ARRAY, INT);
  private static final int L = Lanes.COUNT;

  /** Columns from which on a row of sums is stored as a vector with a mask. */
  private static final int MASKED_COLUMNS = 4;

  // Parameters of ChainSum.run; slot 0 is this.
  private static final int CHAINS = 1;
  private static final int C = 2;
  private static final int C0 = 3;

  private final ChainSum.Shape shape;

  private ChainSumEmitter(ChainSum.Shape shape, CodeBuilder code) {
    super(code, shape.rows() * shape.columns());
    this.shape = shape;
  }

  /** Defines the class of a shape and returns its one instance. */
  static ChainSum emit(ChainSum.Shape shape) {
    String name =
        "ChainSum%dx%d%s"
            .formatted(shape.rows(), shape.columns(), shape.accumulate() ? "Accumulate" : "");
    return define(ChainSum.class, name, "run", RUN, code -> new ChainSumEmitter(shape, code).run());
  }

  private void run() {
    boolean byVectors = shape.columns() >= MASKED_COLUMNS;
    for (int first = 0; first < elements; first += L) {
      int sums = sums(first, 1, shape.added() ? LEFT : L);
      if (byVectors) {
        storeRows(first, sums);
      } else {
        exact(sums).aload(CHAINS).loadConstant(ChainSum.SUMS + first);
        store();
      }
    }
    if (!byVectors) {
      storeOneByOne();
    }
    code.return_();
  }

  @Override
  int begin(int e) {
    if (shape.added()) {
      int vector = code.allocateLocal(TypeKind.REFERENCE);
      chains(e * L).astore(vector);
      return vector;
    }
    return added(part -> chains(SumOrder.CHAINS * e + part * L));
  }

  /** → vector of chains. */
  private CodeBuilder chains(int index) {
    species().aload(CHAINS).loadConstant(DotTile.CHAINS + index);
    return load();
  }

  /** Stores a vector of sums, of which element {@code first} is the first, in the rows of C. */
  private void storeRows(int first, int sums) {
    int end = Math.min(first + L, elements);
    for (int r = first / shape.columns(); r * shape.columns() < end; r++) {
      int from = Math.max(first, r * shape.columns());
      int to = Math.min(end, (r + 1) * shape.columns());
      // Row 0 begins with lane 0 and ldc ≥ columns, so that this is not before C.
      int at = r * shape.ldc() + first - r * shape.columns();
      int mask = -1;
      if (to - from < L) {
        mask = code.allocateLocal(TypeKind.REFERENCE);
        mask((1L << to - first) - (1L << from - first)).astore(mask);
      }
      int row = sums;
      if (shape.accumulate()) {
        row = code.allocateLocal(TypeKind.REFERENCE);
        species().aload(C).iload(C0);
        plus(at);
        (mask < 0 ? load() : load(mask)).aload(sums);
        add().astore(row);
      }
      exact(row).aload(C).iload(C0);
      plus(at);
      if (mask < 0) {
        store();
      } else {
        store(mask);
      }
    }
  }

  private void storeOneByOne() {
    for (int e = 0; e < elements; e++) {
      code.aload(C).iload(C0);
      plus(e / shape.columns() * shape.ldc() + e % shape.columns());
      if (shape.accumulate()) {
        code.dup2().faload();
      }
      code.aload(CHAINS).loadConstant(ChainSum.SUMS + e).faload();
      if (shape.accumulate()) {
        code.fadd();
      }
      code.fastore();
    }
  }
}
