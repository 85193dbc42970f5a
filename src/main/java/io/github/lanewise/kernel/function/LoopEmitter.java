package io.github.lanewise.kernel.function;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Consumer;

/** What the emitters of the engines share: the arguments of a loop, and defining its class. */
public abstract class LoopEmitter {

  protected static final ClassDesc ARRAY = ConstantDescs.CD_float.arrayType();
  protected static final ClassDesc INT = ConstantDescs.CD_int;
  protected static final ClassDesc FLOAT = ConstantDescs.CD_float;
  protected static final ClassDesc VOID = ConstantDescs.CD_void;

  protected final Arguments arguments;
  protected final CodeBuilder code;

  protected LoopEmitter(Arguments arguments, CodeBuilder code) {
    this.arguments = arguments;
    this.code = code;
  }

  /** Defines a hidden class in the package of the lookup, and returns an instance. */
  protected static Object define(
      MethodHandles.Lookup engine,
      Arguments arguments,
      String name,
      Consumer<ClassBuilder> methods) {
    ClassDesc loop = desc(arguments.loop());
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
      return hidden.findConstructor(hidden.lookupClass(), noArguments).invoke();
    } catch (Throwable impossible) {
      throw new IllegalStateException("cannot define the loop " + name, impossible);
    }
  }

  protected static ClassDesc desc(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }
}
