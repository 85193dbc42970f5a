package io.github.lanewise.kernel.function;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.function.Consumer;

/** What the emitters of the engines share: the arguments of a loop, and defining its class. */
public abstract class LoopEmitter {

  protected static final ClassDesc ARRAY = ConstantDescs.CD_float.arrayType();
  protected static final ClassDesc INT = ConstantDescs.CD_int;
  protected static final ClassDesc FLOAT = ConstantDescs.CD_float;
  protected static final ClassDesc VOID = ConstantDescs.CD_void;

  /**
   * The field that holds the tables of a formula, one after the other, each repeated so that it
   * fills a vector.
   */
  private static final String TABLES = "TABLES";

  private static final int SPAN = 16;

  protected final ClassDesc self;
  protected final Arguments arguments;
  protected final CodeBuilder code;
  private final List<Table> tables;

  /**
   * @param self the class that is emitted
   */
  protected LoopEmitter(ClassDesc self, Arguments arguments, Formula formula, CodeBuilder code) {
    this.self = self;
    this.arguments = arguments;
    this.code = code;
    this.tables = formula.tables();
  }

  /** Pushes the array of all tables. */
  protected final void pushTables() {
    code.getstatic(self, TABLES, ARRAY);
  }

  /** Where a table begins in that array. */
  protected final int start(Table table) {
    return SPAN * tables.indexOf(table);
  }

  /** The class of that name in the package of the lookup. */
  protected static ClassDesc type(MethodHandles.Lookup engine, String name) {
    return ClassDesc.of(engine.lookupClass().getPackageName(), name);
  }

  /** Defines the hidden class {@code self}, and returns an instance. */
  protected static Object define(
      MethodHandles.Lookup engine,
      ClassDesc self,
      Arguments arguments,
      Formula formula,
      Consumer<ClassBuilder> methods) {
    ClassDesc loop = desc(arguments.loop());
    byte[] bytes =
        ClassFile.of()
            .build(
                self,
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
                  if (!formula.tables().isEmpty()) {
                    withTables(type, self, formula.tables());
                  }
                });
    try {
      MethodHandles.Lookup hidden = engine.defineHiddenClass(bytes, true);
      MethodType noArguments = MethodType.methodType(void.class);
      return hidden.findConstructor(hidden.lookupClass(), noArguments).invoke();
    } catch (Throwable impossible) {
      throw new IllegalStateException("cannot define the loop " + self.displayName(), impossible);
    }
  }

  private static void withTables(ClassBuilder type, ClassDesc self, List<Table> tables) {
    type.withField(TABLES, ARRAY, ClassFile.ACC_STATIC | ClassFile.ACC_FINAL)
        .withMethodBody(
            ConstantDescs.CLASS_INIT_NAME,
            ConstantDescs.MTD_void,
            ClassFile.ACC_STATIC,
            code -> {
              code.loadConstant(SPAN * tables.size()).newarray(TypeKind.FLOAT);
              for (int i = 0; i < SPAN * tables.size(); i++) {
                float entry = tables.get(i / SPAN).entry(i);
                code.dup().loadConstant(i).loadConstant(entry).fastore();
              }
              code.putstatic(self, TABLES, ARRAY).return_();
            });
  }

  protected static ClassDesc desc(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }
}
