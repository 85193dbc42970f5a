package io.github.lanewise.kernel.vector;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Writes the class of a {@link Tile} of any shape: the one source of all register tiles.
 *
 * <p>What it writes reads in Java, for two rows of one vector each, as
 *
 * <pre>{@code
 * FloatVector c00 = FloatVector.zero(Lanes.F), c10 = …;           // 1. clear, or load when accumulating
 * for (int p = 0; p < k; p++) {                                   // 2. k rank-1 updates
 *   FloatVector b0 = FloatVector.fromArray(Lanes.F, b, bi);
 *   c00 = FloatVector.broadcast(Lanes.F, a[ai]).fma(b0, c00);
 *   c10 = FloatVector.broadcast(Lanes.F, a[ai + lda]).fma(b0, c10);
 *   ai++; bi += bStep;
 * }
 * c00.intoArray(c, ci); c10.intoArray(c, ci + ldc);               // 3. store
 * }</pre>
 */
final class TileEmitter {

  private static final ClassDesc TILE = desc(Tile.class);
  private static final ClassDesc LANES = desc(Lanes.class);
  private static final ClassDesc VECTOR = desc(Vector.class);
  private static final ClassDesc FLOATS = desc(FloatVector.class);
  private static final ClassDesc SPECIES = desc(VectorSpecies.class);
  private static final ClassDesc MASK = desc(VectorMask.class);
  private static final ClassDesc ARRAY = ConstantDescs.CD_float.arrayType();
  private static final ClassDesc INT = ConstantDescs.CD_int;
  private static final ClassDesc VOID = ConstantDescs.CD_void;
  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(VOID, INT, ARRAY, INT, INT, ARRAY, INT, INT, ARRAY, INT, INT, INT);

  private final Tile.Shape shape;
  private final CodeBuilder code;

  // Parameters of Tile.run; slot 0 is this.
  private final int k = 1;
  private final int a = 2;
  private final int a0 = 3;
  private final int lda = 4;
  private final int b = 5;
  private final int b0 = 6;
  private final int bStep = 7;
  private final int c = 8;
  private final int c0 = 9;
  private final int ldc = 10;
  private final int columns = 11;

  private final int p;
  private final int mask;
  private final int[] sums;
  private final int[] bVectors;

  private TileEmitter(Tile.Shape shape, CodeBuilder code) {
    this.shape = shape;
    this.code = code;
    p = code.allocateLocal(TypeKind.INT);
    mask = code.allocateLocal(TypeKind.REFERENCE);
    sums = new int[shape.rows() * shape.vectors()];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = code.allocateLocal(TypeKind.REFERENCE);
    }
    bVectors = new int[shape.vectors()];
    for (int v = 0; v < bVectors.length; v++) {
      bVectors[v] = code.allocateLocal(TypeKind.REFERENCE);
    }
  }

  /** Defines the class of a shape and returns its one instance. */
  static Tile emit(Tile.Shape shape) {
    ClassDesc name =
        ClassDesc.of(
            Tile.class.getPackageName(),
            "Tile%dx%d%s%s%s%s"
                .formatted(
                    shape.rows(),
                    shape.vectors(),
                    shape.layoutA(),
                    shape.packedB() ? "PackedB" : "",
                    shape.accumulate() ? "Accumulate" : "",
                    shape.masked() ? "Masked" : ""));
    byte[] bytes =
        ClassFile.of()
            .build(
                name,
                type ->
                    type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC)
                        .withSuperclass(TILE)
                        .withMethodBody(
                            ConstantDescs.INIT_NAME,
                            ConstantDescs.MTD_void,
                            0,
                            code ->
                                code.aload(0)
                                    .invokespecial(TILE, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                                    .return_())
                        .withMethodBody(
                            "run", RUN, ClassFile.ACC_FINAL, code -> new TileEmitter(shape, code).run()));
    try {
      var lookup = MethodHandles.lookup().defineHiddenClass(bytes, true);
      return (Tile)
          lookup
              .findConstructor(lookup.lookupClass(), java.lang.invoke.MethodType.methodType(void.class))
              .invoke();
    } catch (Throwable impossible) {
      throw new IllegalStateException("cannot define the kernel " + shape, impossible);
    }
  }

  private void run() {
    if (shape.masked()) {
      loadMask();
    }
    clearOrLoad();
    rankOneUpdates();
    store();
    code.return_();
  }

  /** mask = Lanes.F.indexInRange(0, columns − the full vectors before the last). */
  private void loadMask() {
    species().iconst_0().iload(columns).loadConstant((shape.vectors() - 1) * Lanes.COUNT).isub();
    code.invokeinterface(SPECIES, "indexInRange", MethodTypeDesc.of(MASK, INT, INT)).astore(mask);
  }

  private void clearOrLoad() {
    for (int r = 0; r < shape.rows(); r++) {
      for (int v = 0; v < shape.vectors(); v++) {
        if (shape.accumulate()) {
          species().aload(c);
          cIndex(r, v);
          fromArray(isMasked(v));
        } else {
          species().invokestatic(FLOATS, "zero", MethodTypeDesc.of(FLOATS, SPECIES));
        }
        code.astore(sum(r, v));
      }
    }
  }

  private void rankOneUpdates() {
    Label top = code.newLabel();
    Label end = code.newLabel();
    code.iconst_0().istore(p);
    code.labelBinding(top).iload(p).iload(k).if_icmpge(end);
    for (int v = 0; v < shape.vectors(); v++) {
      species().aload(b).iload(b0);
      plus(v * Lanes.COUNT);
      fromArray(isMasked(v) && !shape.packedB());
      code.astore(bVectors[v]);
    }
    for (int r = 0; r < shape.rows(); r++) {
      int broadcast = code.allocateLocal(TypeKind.REFERENCE);
      species().aload(a).iload(a0);
      if (shape.layoutA() == Tile.LayoutOfA.ROWS) {
        plusTimes(r, lda);
      } else {
        plus(r);
      }
      code.faload()
          .invokestatic(FLOATS, "broadcast", MethodTypeDesc.of(FLOATS, SPECIES, ConstantDescs.CD_float))
          .astore(broadcast);
      for (int v = 0; v < shape.vectors(); v++) {
        code.aload(broadcast)
            .aload(bVectors[v])
            .aload(sum(r, v))
            .invokevirtual(FLOATS, "fma", MethodTypeDesc.of(FLOATS, VECTOR, VECTOR))
            .astore(sum(r, v));
      }
    }
    switch (shape.layoutA()) {
      case PACKED -> code.iinc(a0, shape.rows());
      case ROWS -> code.iinc(a0, 1);
      case COLUMNS -> code.iload(a0).iload(lda).iadd().istore(a0);
    }
    if (shape.packedB()) {
      code.iinc(b0, shape.vectors() * Lanes.COUNT);
    } else {
      code.iload(b0).iload(bStep).iadd().istore(b0);
    }
    code.iinc(p, 1).goto_(top).labelBinding(end);
  }

  private void store() {
    for (int r = 0; r < shape.rows(); r++) {
      for (int v = 0; v < shape.vectors(); v++) {
        code.aload(sum(r, v)).aload(c);
        cIndex(r, v);
        if (isMasked(v)) {
          code.aload(mask).invokevirtual(FLOATS, "intoArray", MethodTypeDesc.of(VOID, ARRAY, INT, MASK));
        } else {
          code.invokevirtual(FLOATS, "intoArray", MethodTypeDesc.of(VOID, ARRAY, INT));
        }
      }
    }
  }

  private CodeBuilder species() {
    return code.getstatic(LANES, "F", SPECIES);
  }

  /** species, array, index → vector. */
  private void fromArray(boolean masked) {
    if (masked) {
      code.aload(mask)
          .invokestatic(FLOATS, "fromArray", MethodTypeDesc.of(FLOATS, SPECIES, ARRAY, INT, MASK));
    } else {
      code.invokestatic(FLOATS, "fromArray", MethodTypeDesc.of(FLOATS, SPECIES, ARRAY, INT));
    }
  }

  private boolean isMasked(int v) {
    return shape.masked() && v == shape.vectors() - 1;
  }

  /** Pushes c0 + r·ldc + v·lanes. */
  private void cIndex(int r, int v) {
    code.iload(c0);
    plusTimes(r, ldc);
    plus(v * Lanes.COUNT);
  }

  private void plusTimes(int factor, int local) {
    if (factor != 0) {
      code.iload(local).loadConstant(factor).imul().iadd();
    }
  }

  private void plus(int constant) {
    if (constant != 0) {
      code.loadConstant(constant).iadd();
    }
  }

  private int sum(int r, int v) {
    return sums[r * shape.vectors() + v];
  }

  private static ClassDesc desc(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }
}
