package io.github.lanewise.kernel.function;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Consumer;

/** What the emitters of the engines share: defining a class, and the arguments of its loops. */
public abstract class LoopEmitter {

  protected static final ClassDesc ARRAY = ConstantDescs.CD_float.arrayType();
  protected static final ClassDesc INT = ConstantDescs.CD_int;
  protected static final ClassDesc FLOAT = ConstantDescs.CD_float;
  protected static final ClassDesc VOID = ConstantDescs.CD_void;

  /** The type of {@link Loop#run}. */
  protected static final MethodTypeDesc RUN =
      MethodTypeDesc.of(VOID, FLOAT, INT, ARRAY, INT, ARRAY, INT, ARRAY, INT);

  // Its parameters; slot 0 is this.
  protected static final int PARAMETER = 1;
  protected static final int N = 2;
  protected static final int X = 3;
  protected static final int X0 = 4;
  protected static final int Y = 5;
  protected static final int Y0 = 6;
  protected static final int OUT = 7;
  protected static final int OUT0 = 8;

  protected final CodeBuilder code;

  protected LoopEmitter(CodeBuilder code) {
    this.code = code;
  }

  /** Defines a hidden class in the package of the lookup, and returns an instance. */
  protected static Loop define(
      MethodHandles.Lookup engine, String name, Consumer<ClassBuilder> methods) {
    ClassDesc loop = desc(Loop.class);
    byte[] bytes =
        ClassFile.of()
            .build(
                ClassDesc.of(engine.lookupClass().getPackageName(), name),
                type -> {
                  type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC)
                      .withSuperclass(loop)
                      .withMethodBody(
                          ConstantDescs.INIT_NAME,
                          ConstantDescs.MTD_void,
                          0,
                          code ->
                              code.aload(0)
                                  .invokespecial(
                                      loop, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                                  .return_());
                  methods.accept(type);
                });
    try {
      MethodHandles.Lookup hidden = engine.defineHiddenClass(bytes, true);
      MethodType noArguments = MethodType.methodType(void.class);
      return (Loop) hidden.findConstructor(hidden.lookupClass(), noArguments).invoke();
    } catch (Throwable impossible) {
      throw new IllegalStateException("cannot define the loop " + name, impossible);
    }
  }

  protected static ClassDesc desc(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }
}
