package io.github.lanewise.kernel.scalar;

import io.github.lanewise.kernel.function.Arguments;
import io.github.lanewise.kernel.function.ElementFunction;
import io.github.lanewise.kernel.function.Formula;
import io.github.lanewise.kernel.function.Loop;
import io.github.lanewise.kernel.function.LoopEmitter;
import io.github.lanewise.kernel.function.Table;
import io.github.lanewise.kernel.function.UpdateFunction;
import io.github.lanewise.kernel.function.UpdateLoop;
import io.github.lanewise.kernel.function.Value;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the loop of a {@link Formula} over one element at a time: {@code for (int i = 0; i < n;
 * i++) { float x0 = x[xo + i]; … out[oo + i] = …; }}.
 */
final class ScalarLoopEmitter extends LoopEmitter {

  private static final ClassDesc MATH = desc(Math.class);
  private static final ClassDesc FLOAT_CLASS = ConstantDescs.CD_Float;

  private final int i;
  private final Map<Value, Integer> locals = new IdentityHashMap<>();

  private ScalarLoopEmitter(
      ClassDesc self, Arguments arguments, Formula formula, CodeBuilder code) {
    super(self, arguments, formula, code);
    i = code.allocateLocal(TypeKind.INT);
  }

  static Loop emit(ElementFunction function) {
    return (Loop) emit(function.name(), Arguments.FUNCTION, function.formula());
  }

  static UpdateLoop emit(UpdateFunction function) {
    return (UpdateLoop) emit(function.name(), Arguments.UPDATE, function.formula());
  }

  private static Object emit(String name, Arguments arguments, Formula formula) {
    ClassDesc self = type(MethodHandles.lookup(), name);
    return define(
        MethodHandles.lookup(),
        self,
        arguments,
        formula,
        type ->
            type.withMethodBody(
                "elements",
                arguments.type(),
                ClassFile.ACC_FINAL,
                code -> new ScalarLoopEmitter(self, arguments, formula, code).run(formula)));
  }

  private void run(Formula formula) {
    Label top = code.newLabel();
    Label end = code.newLabel();
    code.iconst_0().istore(i);
    code.labelBinding(top).iload(i).iload(arguments.n()).if_icmpge(end);
    for (Value value : Formula.inOrder(formula.results())) {
      if (!value.isUniform() && value.type() != Value.Type.MASK) {
        compute(value);
      }
    }
    for (int r = 0; r < formula.results().size(); r++) {
      element(arguments.output(r));
      push(formula.results().get(r));
      code.fastore();
    }
    code.iinc(i, 1).goto_(top).labelBinding(end).return_();
  }

  /** Pushes an array and the index of this step. */
  private CodeBuilder element(int array) {
    return code.aload(arguments.array(array)).iload(arguments.offset(array)).iload(i).iadd();
  }

  private void compute(Value value) {
    List<Value> operands = value.operands();
    switch (value.operation()) {
      case SELECT -> select(operands.get(0), operands.get(1), operands.get(2));
      case LOOKUP -> lookUp(value.table(), operands.getFirst());
      default -> operands.forEach(this::push);
    }
    switch (value.operation()) {
      case INPUT -> element(value.constant()).faload();
      case ADD -> code.fadd();
      case SUBTRACT -> code.fsub();
      case MULTIPLY -> code.fmul();
      case DIVIDE -> code.fdiv();
      case NEGATE -> code.fneg();
      case SQUARE_ROOT -> {
        // The double root rounded to float is the float root rounded once: 53 ≥ 2·24 + 2 bits.
        code.f2d();
        call(MATH, "sqrt", ConstantDescs.CD_double, ConstantDescs.CD_double);
        code.d2f();
      }
      case FMA -> call(MATH, "fma", FLOAT, FLOAT, FLOAT, FLOAT);
      case BITS -> call(FLOAT_CLASS, "floatToRawIntBits", INT, FLOAT);
      case FROM_BITS -> call(FLOAT_CLASS, "intBitsToFloat", FLOAT, INT);
      case INT_TO_FLOAT -> code.i2f();
      case INT_ADD -> code.iadd();
      case INT_SUBTRACT -> code.isub();
      case AND -> code.iand();
      case OR -> code.ior();
      case XOR -> code.ixor();
      case MIN -> call(MATH, "min", INT, INT, INT);
      case MAX -> call(MATH, "max", INT, INT, INT);
      case SHIFT_LEFT -> code.loadConstant(value.constant()).ishl();
      case SHIFT_RIGHT -> code.loadConstant(value.constant()).iushr();
      case POSITIVE_PART -> {
        // C2 makes vectors of Math.max; of the two zeros it takes +0.
        code.fconst_0();
        call(MATH, "max", FLOAT, FLOAT, FLOAT);
      }
      case SELECT, LOOKUP -> {}
      default -> throw new IllegalArgumentException(value.operation().name());
    }
    boolean isInt = value.type() == Value.Type.INT;
    int local = code.allocateLocal(isInt ? TypeKind.INT : TypeKind.FLOAT);
    if (isInt) {
      code.istore(local);
    } else {
      code.fstore(local);
    }
    locals.put(value, local);
  }

  /** Compares and selects at once: a mask has no local of its own. */
  private void select(Value mask, Value yes, Value no) {
    Label otherwise = code.newLabel();
    Label end = code.newLabel();
    Value a = mask.operands().get(0);
    push(a);
    push(mask.operands().get(1));
    boolean orEqual = mask.operation() == Value.Operation.LESS_OR_EQUAL;
    if (a.type() == Value.Type.INT) {
      if (orEqual) {
        code.if_icmpgt(otherwise);
      } else {
        code.if_icmpge(otherwise);
      }
    } else if (orEqual) {
      // fcmpg gives 1 if one is NaN.
      code.fcmpg().ifgt(otherwise);
    } else {
      code.fcmpg().ifge(otherwise);
    }
    push(yes);
    code.goto_(end).labelBinding(otherwise);
    push(no);
    code.labelBinding(end);
  }

  private void lookUp(Table table, Value index) {
    pushTables();
    push(index);
    code.loadConstant(Table.SIZE - 1).iand().loadConstant(start(table)).iadd().faload();
  }

  private void push(Value value) {
    switch (value.operation()) {
      case PARAMETER -> code.fload(arguments.parameter(value.constant()));
      case FLOAT_CONSTANT -> code.loadConstant(Float.intBitsToFloat(value.constant()));
      case INT_CONSTANT -> code.loadConstant(value.constant());
      default -> {
        if (value.type() == Value.Type.INT) {
          code.iload(locals.get(value));
        } else {
          code.fload(locals.get(value));
        }
      }
    }
  }

  private void call(ClassDesc owner, String method, ClassDesc result, ClassDesc... parameters) {
    code.invokestatic(owner, method, MethodTypeDesc.of(result, parameters));
  }
}
