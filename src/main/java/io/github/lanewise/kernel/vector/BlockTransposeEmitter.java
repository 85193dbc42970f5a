package io.github.lanewise.kernel.vector;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import jdk.incubator.vector.VectorShuffle;

/**
 * Writes the class of a {@link BlockTranspose} of any strides. What it writes reads in Java, for
 * four lanes and one half of a block, as
 *
 * <pre>{@code
 * FloatVector r0 = load(start), r2 = load(start + 2 * ld - 2);        // 1. distance L/2, by loads
 * FloatVector s0 = r0.blend(r2, UPPER_2);
 * FloatVector r1 = load(start + ld), r3 = load(start + 3 * ld - 2);
 * FloatVector s1 = r1.blend(r3, UPPER_2);
 * FloatVector t0 = s0.blend(s1.rearrange(BY_1), UPPER_1);             // 2. the others, by shuffles
 * FloatVector t1 = s0.rearrange(BY_1).blend(s1, UPPER_1);
 * t0.intoArray(to, at); t1.intoArray(to, at + line);                  // 3. store
 * }</pre>
 *
 * <p>Loads of half a vector less or more bring the lanes that the first stage exchanges where they
 * should be. They do not go beyond the first and the last element of a block. Half a block fits 16
 * registers with all that the stages need.
 */
final class BlockTransposeEmitter extends KernelEmitter {

  private static final MethodTypeDesc BLOCKS =
      MethodTypeDesc.of(VOID, INT, ARRAY, INT, INT, ARRAY, INT, INT);

  private static final ClassDesc SHUFFLE = desc(VectorShuffle.class);
  private static final ClassDesc EXCHANGE = desc(LaneExchange.class);

  private static final int L = Lanes.COUNT;
  private static final int HALF = L / 2;

  // Parameters of BlockTranspose.blocks; slot 0 is this.
  private static final int COUNT = 1;
  private static final int FROM = 2;
  private static final int START = 3;
  private static final int LD = 4;
  private static final int TO = 5;
  private static final int AT = 6;
  private static final int LINE = 7;

  private final BlockTranspose.Strides strides;
  private final int[] rows;
  private final int exchanged;
  private final int block;

  /** Holds {@link #hiddenOne}. */
  private final int increment;

  private BlockTransposeEmitter(BlockTranspose.Strides strides, CodeBuilder code) {
    super(code);
    this.strides = strides;
    rows = vectorLocals(HALF);
    exchanged = code.allocateLocal(TypeKind.REFERENCE);
    block = code.allocateLocal(TypeKind.INT);
    increment = code.allocateLocal(TypeKind.INT);
  }

  /** Defines the class for these strides and returns its one instance. */
  static BlockTranspose emit(BlockTranspose.Strides strides) {
    String name = "BlockTranspose%dx%d".formatted(strides.ld(), strides.line());
    return define(
        BlockTranspose.class,
        name,
        "blocks",
        BLOCKS,
        code -> new BlockTransposeEmitter(strides, code).blocks());
  }

  /**
   * Places grow by a constant times 1 that C2 does not know to be 1, so that it merges checks of
   * bounds in the loop, see {@link TileEmitter}.
   */
  private void blocks() {
    Label top = code.newLabel();
    Label end = code.newLabel();
    hiddenOne(COUNT).istore(increment).iconst_0().istore(block);
    code.labelBinding(top).iload(block).iload(COUNT).if_icmpge(end);
    half(0);
    half(HALF);
    code.iload(START);
    plusTimes(L, increment).istore(START).iload(AT);
    if (strides.line() == Tile.ANY) {
      plusTimes(L, LINE).istore(AT);
    } else {
      plusTimes(L * strides.line(), increment).istore(AT);
    }
    code.iinc(block, 1).goto_(top).labelBinding(end).return_();
  }

  /** The rows of the transpose from {@code first} on, half of them. */
  private void half(int first) {
    for (int i = 0; i < HALF; i++) {
      load(i, first);
      load(i + HALF, first - HALF);
      upper(HALF).astore(rows[i]);
    }
    for (int d = HALF / 2; d > 0; d /= 2) {
      for (int i = 0; i < HALF; i++) {
        if ((i & d) == 0) {
          exchange(rows[i], rows[i + d], d);
        }
      }
    }
    for (int i = 0; i < HALF; i++) {
      exact(rows[i]).aload(TO).iload(AT);
      plusTimes(first + i, strides.line(), LINE);
      store();
    }
  }

  /** → the vector of row i from a column on. */
  private void load(int i, int column) {
    species().aload(FROM).iload(START);
    plusTimes(i, strides.ld(), LD);
    plus(column);
    load();
  }

  private void exchange(int x, int y, int d) {
    code.aload(x);
    shuffled(y, d);
    upper(d).astore(exchanged);
    shuffled(x, d);
    code.aload(y);
    upper(d).astore(y);
    code.aload(exchanged).astore(x);
  }

  /** → the vector with lanes whose numbers differ by d exchanged. */
  private void shuffled(int vector, int d) {
    exact(vector)
        .getstatic(EXCHANGE, "BY_" + d, SHUFFLE)
        .invokevirtual(FLOATS, "rearrange", MethodTypeDesc.of(FLOATS, SHUFFLE));
  }

  /** x, y → x with the lanes of y that have d set. */
  private CodeBuilder upper(int d) {
    return code.getstatic(EXCHANGE, "UPPER_" + d, MASK)
        .invokevirtual(FLOATS, "blend", MethodTypeDesc.of(FLOATS, VECTOR, MASK));
  }
}
