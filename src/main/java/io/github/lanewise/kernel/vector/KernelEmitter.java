package io.github.lanewise.kernel.vector;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Consumer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * What the emitters of kernels share: defining a class, and the Vector API in words of bytecode.
 */
class KernelEmitter {

  static final ClassDesc ARRAY = ConstantDescs.CD_float.arrayType();
  static final ClassDesc INT = ConstantDescs.CD_int;
  static final ClassDesc LONG = ConstantDescs.CD_long;
  static final ClassDesc VOID = ConstantDescs.CD_void;
  static final ClassDesc LANES = desc(Lanes.class);
  static final ClassDesc VECTOR = desc(Vector.class);
  static final ClassDesc FLOATS = desc(FloatVector.class);
  static final ClassDesc SPECIES = desc(VectorSpecies.class);
  static final ClassDesc MASK = desc(VectorMask.class);
  static final ClassDesc COMPARISON = desc(VectorOperators.Comparison.class);

  final CodeBuilder code;

  KernelEmitter(CodeBuilder code) {
    this.code = code;
  }

  /**
   * Defines a hidden class that extends {@code type} and implements one method of it, and returns
   * an instance.
   */
  static <T> T define(
      Class<T> type,
      String name,
      String method,
      MethodTypeDesc parameters,
      Consumer<CodeBuilder> body) {
    ClassDesc superclass = desc(type);
    byte[] bytes =
        ClassFile.of()
            .build(
                ClassDesc.of(type.getPackageName(), name),
                kernel ->
                    kernel
                        .withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC)
                        .withSuperclass(superclass)
                        .withMethodBody(
                            ConstantDescs.INIT_NAME,
                            ConstantDescs.MTD_void,
                            0,
                            code ->
                                code.aload(0)
                                    .invokespecial(
                                        superclass, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                                    .return_())
                        .withMethodBody(method, parameters, ClassFile.ACC_FINAL, body::accept));
    try {
      MethodHandles.Lookup kernel = MethodHandles.lookup().defineHiddenClass(bytes, true);
      MethodType noArguments = MethodType.methodType(void.class);
      return type.cast(kernel.findConstructor(kernel.lookupClass(), noArguments).invoke());
    } catch (Throwable impossible) {
      throw new IllegalStateException("cannot define the kernel " + name, impossible);
    }
  }

  final int[] vectorLocals(int count) {
    int[] locals = new int[count];
    for (int i = 0; i < count; i++) {
      locals[i] = code.allocateLocal(TypeKind.REFERENCE);
    }
    return locals;
  }

  final CodeBuilder species() {
    return code.getstatic(LANES, "F", SPECIES);
  }

  /** → zero vector. */
  final CodeBuilder zero() {
    return species().invokestatic(FLOATS, "zero", MethodTypeDesc.of(FLOATS, SPECIES));
  }

  /** species, array, index → vector. */
  final CodeBuilder load() {
    return code.invokestatic(FLOATS, "fromArray", MethodTypeDesc.of(FLOATS, SPECIES, ARRAY, INT));
  }

  final CodeBuilder exact(int vector) {
    return exact(code, vector);
  }

  /**
   * Pushes a vector as one of {@link Lanes#CLASS}, to be stored. What came out of a loop or of an
   * operation is to C2 any FloatVector while it parses, and what it inlines then depends on the
   * types that other callers of the Vector API have used in this JVM; this makes it independent of
   * them. The check itself is folded away.
   */
  static CodeBuilder exact(CodeBuilder code, int vector) {
    return code.getstatic(LANES, "CLASS", ConstantDescs.CD_Class)
        .aload(vector)
        .invokevirtual(
            ConstantDescs.CD_Class,
            "cast",
            MethodTypeDesc.of(ConstantDescs.CD_Object, ConstantDescs.CD_Object))
        .checkcast(FLOATS);
  }

  /** species, array, index → vector, zero where the mask is off. */
  final CodeBuilder load(int mask) {
    return code.aload(mask)
        .invokestatic(FLOATS, "fromArray", MethodTypeDesc.of(FLOATS, SPECIES, ARRAY, INT, MASK));
  }

  /** vector, array, index → nothing; stores the vector. */
  final CodeBuilder store() {
    return code.invokevirtual(FLOATS, "intoArray", MethodTypeDesc.of(VOID, ARRAY, INT));
  }

  /** vector, array, index → nothing; stores the lanes where the mask is on. */
  final CodeBuilder store(int mask) {
    return code.aload(mask)
        .invokevirtual(FLOATS, "intoArray", MethodTypeDesc.of(VOID, ARRAY, INT, MASK));
  }

  /** → mask of the lanes whose bits are set. */
  final CodeBuilder mask(long lanes) {
    species().loadConstant(lanes);
    return code.invokestatic(MASK, "fromLong", MethodTypeDesc.of(MASK, SPECIES, LONG));
  }

  /** species, number → vector of that number. */
  final CodeBuilder broadcast() {
    return code.invokestatic(
        FLOATS, "broadcast", MethodTypeDesc.of(FLOATS, SPECIES, ConstantDescs.CD_float));
  }

  /** x, y, sum → x·y + sum, rounded once. */
  final CodeBuilder fma() {
    return code.invokevirtual(FLOATS, "fma", MethodTypeDesc.of(FLOATS, VECTOR, VECTOR));
  }

  /** x, y → x + y. */
  final CodeBuilder add() {
    return code.invokevirtual(FLOATS, "add", MethodTypeDesc.of(FLOATS, VECTOR));
  }

  /** Pushes a vector, but +0 where it is at most 0. */
  static CodeBuilder positivePart(CodeBuilder code, int vector) {
    return code.aload(vector)
        .getstatic(LANES, "F", SPECIES)
        .invokestatic(FLOATS, "zero", MethodTypeDesc.of(FLOATS, SPECIES))
        .aload(vector)
        .getstatic(desc(VectorOperators.class), "LE", COMPARISON)
        .fconst_0()
        .invokevirtual(
            FLOATS, "compare", MethodTypeDesc.of(MASK, COMPARISON, ConstantDescs.CD_float))
        .invokevirtual(FLOATS, "blend", MethodTypeDesc.of(FLOATS, VECTOR, MASK));
  }

  /** index → index + constant. */
  final CodeBuilder plus(int constant) {
    return constant == 0 ? code : code.loadConstant(constant).iadd();
  }

  /** index → index + factor·local. */
  final CodeBuilder plusTimes(int factor, int local) {
    return factor == 0 ? code : code.iload(local).loadConstant(factor).imul().iadd();
  }

  /**
   * index → index + factor·stride, which is a constant, or in a local variable if it is {@link
   * Tile#ANY}.
   */
  final CodeBuilder plusTimes(int factor, int stride, int local) {
    return stride == Tile.ANY ? plusTimes(factor, local) : plus(factor * stride);
  }

  /**
   * → 1, of which C2 knows no more than that it is 1 or 2.
   *
   * @param count a local variable that is never negative
   */
  final CodeBuilder hiddenOne(int count) {
    return code.iload(count).loadConstant(Integer.SIZE - 1).iushr().iconst_1().iadd();
  }

  static ClassDesc desc(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }
}
