package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.SumOrder;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;
import java.util.function.IntFunction;
import jdk.incubator.vector.VectorShuffle;

/**
 * What the emitters of {@link DotTile} and {@link ChainSum} share: the addition of the chains of up
 * to L elements, L the lanes of a vector. Two vectors become one by halves of d lanes, with d =
 * L/2, L/4 … 1:
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
abstract class ChainEmitter extends KernelEmitter {

  /**
   * The distance down to which a tile adds up its chains while they are in registers: L for none of
   * the halves, only the vectors of each element. All would be more nodes than C2 inlines into one
   * method; 2 is that in some JVMs.
   */
  static final int LEFT = Lanes.COUNT == 16 ? 4 : Lanes.COUNT;

  /** Vectors that hold the chains of one element. */
  static final int PARTS = SumOrder.CHAINS / Lanes.COUNT;

  /** How many elements there are, in rows of C one after the other. */
  final int elements;

  ChainEmitter(CodeBuilder code, int elements) {
    super(code);
    this.elements = elements;
  }

  /**
   * Emits the additions below {@code from} lanes down to d lanes, of element e and those that it
   * meets there.
   *
   * @param from where to begin, with what {@link #begin} gives
   * @return the local variable of the result
   */
  final int sums(int e, int d, int from) {
    if (d == from) {
      return begin(e);
    }
    int x = sums(e, 2 * d, from);
    int result = code.allocateLocal(TypeKind.REFERENCE);
    if (e + d >= elements) {
      code.aload(x).aload(x);
    } else {
      int y = sums(e + d, 2 * d, from);
      blend(x, y, d);
      blend(y, x, d);
    }
    code.getstatic(desc(LaneExchange.class), "BY_" + d, desc(VectorShuffle.class))
        .invokevirtual(FLOATS, "rearrange", MethodTypeDesc.of(FLOATS, desc(VectorShuffle.class)));
    add().astore(result);
    return result;
  }

  /** Emits the vector of element e with which the additions begin; returns its local variable. */
  abstract int begin(int e);

  /** The vectors of one element in one: those of several are added as far as they lie apart. */
  final int added(IntFunction<CodeBuilder> part) {
    part.apply(0);
    if (PARTS == 4) {
      part.apply(2);
      add();
      part.apply(1);
      part.apply(3);
      add();
      add();
    } else if (PARTS == 2) {
      part.apply(1);
      add();
    }
    int sum = code.allocateLocal(TypeKind.REFERENCE);
    code.astore(sum);
    return sum;
  }

  /** → x with the lanes of y that have d set. */
  private void blend(int x, int y, int d) {
    code.aload(x)
        .aload(y)
        .getstatic(desc(LaneExchange.class), "UPPER_" + d, MASK)
        .invokevirtual(FLOATS, "blend", MethodTypeDesc.of(FLOATS, VECTOR, MASK));
  }
}
