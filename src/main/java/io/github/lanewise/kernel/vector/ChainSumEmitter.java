package io.github.lanewise.kernel.vector;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;
import jdk.incubator.vector.VectorShuffle;

/**
 * Writes the class of a {@link ChainSum} of any shape. Two vectors of L lanes become one by halves
 * of d lanes, with d = L/2, L/4 … 1:
 *
 * <pre>
 * d = L/2:    x.blend(y, upper) = x₀…x_(d−1) y_d…y_(L−1)
 *             y.blend(x, upper) = y₀…y_(d−1) x_d…x_(L−1), halves exchanged: x_d…x_(L−1) y₀…y_(d−1)
 *             their sum         = x_l + x_(l+d) in the lower half, y_l + y_(l+d) in the upper
 * </pre>
 *
 * An addition gives the same bits in either order. Elements whose numbers differ in bit d meet at
 * distance d, so that element e ends in lane e mod L.
 */
final class ChainSumEmitter extends KernelEmitter {

  private static final MethodTypeDesc RUN = MethodTypeDesc.of(VOID, ARRAY, ARRAY, INT);
  private static final int L = Lanes.COUNT;

  /** Columns from which on a row of sums is stored as a vector with a mask. */
  private static final int MASKED_COLUMNS = 4;

  // Parameters of ChainSum.run; slot 0 is this.
  private static final int CHAINS = 1;
  private static final int C = 2;
  private static final int C0 = 3;

  private final ChainSum.Shape shape;
  private final int elements;

  private ChainSumEmitter(ChainSum.Shape shape, CodeBuilder code) {
    super(code);
    this.shape = shape;
    this.elements = shape.rows() * shape.columns();
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
      int sums = sums(first, 1);
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

  /**
   * Emits the addition at distances of L/2 to d lanes of element e and those that it meets there.
   *
   * @return the local variable of the result
   */
  private int sums(int e, int d) {
    if (d == L) {
      return chains(e);
    }
    int x = sums(e, 2 * d);
    int result = code.allocateLocal(TypeKind.REFERENCE);
    if (e + d >= elements) {
      code.aload(x).aload(x);
    } else {
      int y = sums(e + d, 2 * d);
      blend(x, y, d);
      blend(y, x, d);
    }
    code.getstatic(desc(LaneExchange.class), "BY_" + d, desc(VectorShuffle.class))
        .invokevirtual(FLOATS, "rearrange", MethodTypeDesc.of(FLOATS, desc(VectorShuffle.class)));
    add().astore(result);
    return result;
  }

  /**
   * The chains of an element in one vector: those of several are added as far as they lie apart.
   */
  private int chains(int e) {
    int sum = code.allocateLocal(TypeKind.REFERENCE);
    if (DotEmitter.PARTS == 4) {
      part(e, 0);
      part(e, 2);
      add();
      part(e, 1);
      part(e, 3);
      add();
      add();
    } else {
      part(e, 0);
      if (DotEmitter.PARTS == 2) {
        part(e, 1);
        add();
      }
    }
    code.astore(sum);
    return sum;
  }

  /** → vector. */
  private void part(int e, int part) {
    species().aload(CHAINS).loadConstant(16 * e + part * L);
    load();
  }

  /** → x with the lanes of y that have d set. */
  private void blend(int x, int y, int d) {
    code.aload(x)
        .aload(y)
        .getstatic(desc(LaneExchange.class), "UPPER_" + d, MASK)
        .invokevirtual(FLOATS, "blend", MethodTypeDesc.of(FLOATS, VECTOR, MASK));
  }

  /** x, y → x + y. */
  private CodeBuilder add() {
    return code.invokevirtual(FLOATS, "add", MethodTypeDesc.of(FLOATS, VECTOR));
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
