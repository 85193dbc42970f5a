package io.github.lanewise.kernel.vector;

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
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Writes the loop of a {@link Formula} in words of the Vector API.
 *
 * <p>What it writes reads in Java, for a formula with a guard and two vectors a step, as
 *
 * <pre>{@code
 * for (int i = 0; i < n - 2 * COUNT + 1; i += 2 * COUNT) {        // elements: whole vectors
 *   FloatVector x0 = FloatVector.fromArray(F, x, xo + i), x1 = …;
 *   if (x0.mul(x0).add(x1.mul(x1)).lt(bound * bound).allTrue()) { // or the and of two masks
 *     …                                                           // common, each step for both
 *     y0.intoArray(out, oo + i); y1.intoArray(out, oo + i + COUNT);
 *   } else {
 *     rest(2 * COUNT, x, xo + i, out, oo + i);
 *   }
 * }
 * rest(n - i, x, xo + i, out, oo + i);                            // value, the last vector masked
 * }</pre>
 *
 * <p>The steps of the vectors are interleaved, so that the latency of one hides behind the other.
 * The bodies call nothing but the Vector API: a vector that is passed or returned goes to the heap
 * wherever C2 declines to inline the call. {@code elements} has no masked access, and {@code rest}
 * only one body: C1 gives up on more, see {@link TileEmitter}.
 */
final class VectorLoopEmitter extends LoopEmitter {

  private static final ClassDesc LANES = desc(Lanes.class);
  private static final ClassDesc VECTOR = desc(Vector.class);
  private static final ClassDesc FLOATS = desc(FloatVector.class);
  private static final ClassDesc INTS = desc(IntVector.class);
  private static final ClassDesc MASK = desc(VectorMask.class);
  private static final ClassDesc SPECIES = desc(VectorSpecies.class);
  private static final ClassDesc OPERATORS = desc(VectorOperators.class);
  private static final ClassDesc BINARY = desc(VectorOperators.Binary.class);
  private static final ClassDesc ASSOCIATIVE = desc(VectorOperators.Associative.class);
  private static final ClassDesc COMPARISON = desc(VectorOperators.Comparison.class);
  private static final ClassDesc CONVERSION = desc(VectorOperators.Conversion.class);
  private static final ClassDesc BOOLEAN = ConstantDescs.CD_boolean;

  /**
   * A common form of up to so many values takes four vectors a step, any other loop two: the chains
   * of eˣ and σ are long, and the constants of longer forms leave no registers.
   */
  private static final int SHORT = 56;

  private final int i;

  /** The locals of the values that are the same for all elements. */
  private final Map<Map.Entry<Value.Operation, Integer>, Integer> uniform = new HashMap<>();

  /** The locals of the vectors of a table, as ints. */
  private final Map<Table, int[]> tables = new HashMap<>();

  /** The locals of the values of each vector of a step. */
  private final Map<Value, int[]> locals = new IdentityHashMap<>();

  private VectorLoopEmitter(
      ClassDesc self, Arguments arguments, Formula formula, CodeBuilder code) {
    super(self, arguments, formula, code);
    i = code.allocateLocal(TypeKind.INT);
  }

  static Loop emit(ElementFunction function) {
    Formula formula = function.formula();
    boolean isShort = formula.guard() != null && Formula.inOrder(formula.common()).size() <= SHORT;
    return (Loop) emit(function.name(), Arguments.FUNCTION, formula, isShort ? 4 : 2);
  }

  static UpdateLoop emit(UpdateFunction function) {
    return (UpdateLoop) emit(function.name(), Arguments.UPDATE, function.formula(), 2);
  }

  /**
   * @param vectors how many vectors a step takes
   */
  private static Object emit(String name, Arguments arguments, Formula formula, int vectors) {
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
                    code ->
                        new VectorLoopEmitter(self, arguments, formula, code).run(formula, vectors))
                .withMethodBody(
                    "rest",
                    arguments.type(),
                    ClassFile.ACC_FINAL,
                    code -> new VectorLoopEmitter(self, arguments, formula, code).rest(formula)));
  }

  private void run(Formula formula, int vectors) {
    boolean guarded = formula.guard() != null;
    List<Value> results = guarded ? formula.common() : formula.results();
    List<Value> before = guarded ? Formula.inOrder(List.of(formula.guard())) : List.of();
    List<Value> all = Formula.inOrder(Stream.concat(before.stream(), results.stream()).toList());
    int step = vectors * Lanes.COUNT;

    int limit = code.allocateLocal(TypeKind.INT);
    code.iload(arguments.n()).loadConstant(step - 1).isub().istore(limit);
    broadcastUniform(all);
    Value bound = Value.of(formula.bound() * formula.bound());
    broadcastUniform(List.of(bound));
    code.iconst_0().istore(i);
    Label top = code.newLabel();
    Label next = code.newLabel();
    Label end = code.newLabel();
    Label rare = code.newLabel();
    code.labelBinding(top).iload(i).iload(limit).if_icmpge(end);
    for (Value value : before) {
      compute(value, vectors);
    }
    if (guarded) {
      if (formula.guard().type() == Value.Type.MASK) {
        pushAllOf(locals.get(formula.guard()));
      } else {
        pushAllWithin(bound, locals.get(formula.guard()));
      }
      code.invokevirtual(MASK, "allTrue", MethodTypeDesc.of(BOOLEAN)).ifeq(rare);
    }
    for (Value value : all.subList(before.size(), all.size())) {
      compute(value, vectors);
    }
    for (int r = 0; r < results.size(); r++) {
      for (int v = 0; v < vectors; v++) {
        pushExact(results.get(r), v);
        element(arguments.output(r), v)
            .invokevirtual(FLOATS, "intoArray", MethodTypeDesc.of(VOID, ARRAY, INT));
      }
    }
    if (guarded) {
      code.goto_(next).labelBinding(rare);
      callRest(() -> code.loadConstant(step));
    }
    code.labelBinding(next).iinc(i, step).goto_(top).labelBinding(end);
    Label done = code.newLabel();
    code.iload(i).iload(arguments.n()).if_icmpge(done);
    callRest(() -> code.iload(arguments.n()).iload(i).isub());
    code.labelBinding(done).return_();
  }

  private void pushAllOf(int[] masks) {
    code.aload(masks[0]);
    for (int v = 1; v < masks.length; v++) {
      code.aload(masks[v]).invokevirtual(MASK, "and", MethodTypeDesc.of(MASK, MASK));
    }
  }

  /**
   * A mask, set if all are smaller than the bound, and in some lanes perhaps not set though they
   * are: it compares the sum of their squares, one operation a vector instead of three.
   */
  private void pushAllWithin(Value boundSquared, int[] vectors) {
    code.aload(vectors[0]).aload(vectors[0]);
    call(FLOATS, "mul", FLOATS, VECTOR);
    int sum = code.allocateLocal(TypeKind.REFERENCE);
    for (int v = 1; v < vectors.length; v++) {
      code.astore(sum).aload(vectors[v]).aload(vectors[v]).aload(sum);
      call(FLOATS, "fma", FLOATS, VECTOR, VECTOR);
    }
    code.getstatic(OPERATORS, "LT", COMPARISON);
    push(boundSquared, 0);
    call(FLOATS, "compare", MASK, COMPARISON, VECTOR);
  }

  private void callRest(Runnable count) {
    code.aload(0);
    for (int p = 0; p < arguments.parameters(); p++) {
      code.fload(arguments.parameter(p));
    }
    count.run();
    for (int a = 0; a < arguments.arrays(); a++) {
      element(a, 0);
    }
    code.invokevirtual(self, "rest", arguments.type());
  }

  private void rest(Formula formula) {
    List<Value> values = Formula.inOrder(formula.results());
    int left = code.allocateLocal(TypeKind.INT);
    broadcastUniform(values);
    Label top = code.newLabel();
    Label end = code.newLabel();
    code.iconst_0().istore(i);
    code.labelBinding(top).iload(i).iload(arguments.n()).if_icmpge(end);
    code.iload(arguments.n()).iload(i).isub().istore(left);
    for (Value value : values) {
      if (value.operation() == Value.Operation.INPUT) {
        Label partial = code.newLabel();
        Label loaded = code.newLabel();
        int local = newLocals(value, 1)[0];
        code.iload(left).loadConstant(Lanes.COUNT).if_icmplt(partial);
        load(value.constant(), 0).goto_(loaded).labelBinding(partial);
        species();
        element(value.constant(), 0);
        inRange(left)
            .invokestatic(
                FLOATS, "fromArray", MethodTypeDesc.of(FLOATS, SPECIES, ARRAY, INT, MASK));
        code.labelBinding(loaded).astore(local);
      } else {
        compute(value, 1);
      }
    }
    Label partial = code.newLabel();
    Label stored = code.newLabel();
    code.iload(left).loadConstant(Lanes.COUNT).if_icmplt(partial);
    for (int r = 0; r < formula.results().size(); r++) {
      pushExact(formula.results().get(r), 0);
      element(arguments.output(r), 0)
          .invokevirtual(FLOATS, "intoArray", MethodTypeDesc.of(VOID, ARRAY, INT));
    }
    code.goto_(stored).labelBinding(partial);
    for (int r = 0; r < formula.results().size(); r++) {
      pushExact(formula.results().get(r), 0);
      element(arguments.output(r), 0);
      inRange(left).invokevirtual(FLOATS, "intoArray", MethodTypeDesc.of(VOID, ARRAY, INT, MASK));
    }
    code.labelBinding(stored).iinc(i, Lanes.COUNT).goto_(top).labelBinding(end).return_();
  }

  private CodeBuilder inRange(int left) {
    species().iconst_0().iload(left);
    return code.invokeinterface(SPECIES, "indexInRange", MethodTypeDesc.of(MASK, INT, INT));
  }

  private CodeBuilder species() {
    return code.getstatic(LANES, "F", SPECIES);
  }

  /** Pushes an array and the index of vector v of this step. */
  private CodeBuilder element(int array, int v) {
    code.aload(arguments.array(array)).iload(arguments.offset(array)).iload(i).iadd();
    return v == 0 ? code : code.loadConstant(v * Lanes.COUNT).iadd();
  }

  private CodeBuilder load(int array, int v) {
    species();
    return element(array, v)
        .invokestatic(FLOATS, "fromArray", MethodTypeDesc.of(FLOATS, SPECIES, ARRAY, INT));
  }

  private void broadcastUniform(List<Value> values) {
    for (Value value : values) {
      if (value.isUniform() && !uniform.containsKey(key(value))) {
        int local = code.allocateLocal(TypeKind.REFERENCE);
        broadcast(value);
        code.astore(local);
        uniform.put(key(value), local);
      }
      if (value.table() != null && !tables.containsKey(value.table())) {
        tables.put(value.table(), load(value.table()));
      }
    }
  }

  private int[] load(Table table) {
    int[] parts = new int[Math.max(1, Table.SIZE / Lanes.COUNT)];
    for (int part = 0; part < parts.length; part++) {
      parts[part] = code.allocateLocal(TypeKind.REFERENCE);
      species();
      pushTables();
      code.loadConstant(start(table) + part * Lanes.COUNT)
          .invokestatic(FLOATS, "fromArray", MethodTypeDesc.of(FLOATS, SPECIES, ARRAY, INT));
      call(FLOATS, "reinterpretAsInts", INTS);
      code.astore(parts[part]);
    }
    return parts;
  }

  private void broadcast(Value value) {
    species();
    switch (value.operation()) {
      case INT_CONSTANT -> {
        code.invokestatic(FLOATS, "zero", MethodTypeDesc.of(FLOATS, SPECIES));
        call(FLOATS, "reinterpretAsInts", INTS);
        code.loadConstant(value.constant());
        call(INTS, "broadcast", INTS, INT);
      }
      case FLOAT_CONSTANT -> {
        code.loadConstant(Float.intBitsToFloat(value.constant()));
        code.invokestatic(FLOATS, "broadcast", MethodTypeDesc.of(FLOATS, SPECIES, FLOAT));
      }
      default -> {
        code.fload(arguments.parameter(value.constant()));
        code.invokestatic(FLOATS, "broadcast", MethodTypeDesc.of(FLOATS, SPECIES, FLOAT));
      }
    }
  }

  private static Map.Entry<Value.Operation, Integer> key(Value value) {
    return Map.entry(value.operation(), value.constant());
  }

  private int[] newLocals(Value value, int vectors) {
    int[] slots = new int[vectors];
    for (int v = 0; v < vectors; v++) {
      slots[v] = code.allocateLocal(TypeKind.REFERENCE);
    }
    locals.put(value, slots);
    return slots;
  }

  /** Computes a value in every vector of the step, from values computed before. */
  private void compute(Value value, int vectors) {
    if (value.isUniform()) {
      return;
    }
    int[] slots = newLocals(value, vectors);
    for (int v = 0; v < vectors; v++) {
      compute(value, v, slots[v]);
    }
  }

  private void compute(Value value, int v, int slot) {
    List<Value> operands = value.operands();
    switch (value.operation()) {
      case SELECT -> pushAll(operands.reversed(), v);
      case LOOKUP -> lookUp(tables.get(value.table()), operands.getFirst(), v);
      case LESS, LESS_OR_EQUAL -> push(operands.getFirst(), v);
      case POSITIVE_PART -> {}
      case XOR -> {
        push(operands.getFirst(), v);
        code.getstatic(OPERATORS, "XOR", ASSOCIATIVE);
        push(operands.getLast(), v);
      }
      default -> pushAll(operands, v);
    }
    switch (value.operation()) {
      case INPUT -> load(value.constant(), v);
      case ADD -> call(FLOATS, "add", FLOATS, VECTOR);
      case SUBTRACT -> call(FLOATS, "sub", FLOATS, VECTOR);
      case MULTIPLY -> call(FLOATS, "mul", FLOATS, VECTOR);
      case DIVIDE -> call(FLOATS, "div", FLOATS, VECTOR);
      case NEGATE -> call(FLOATS, "neg", FLOATS);
      case SQUARE_ROOT -> call(FLOATS, "sqrt", FLOATS);
      case FMA -> call(FLOATS, "fma", FLOATS, VECTOR, VECTOR);
      case BITS -> call(FLOATS, "reinterpretAsInts", INTS);
      case FROM_BITS -> call(INTS, "reinterpretAsFloats", FLOATS);
      case INT_TO_FLOAT -> {
        code.getstatic(OPERATORS, "I2F", CONVERSION);
        species().iconst_0();
        call(VECTOR, "convertShape", VECTOR, CONVERSION, SPECIES, INT);
        code.checkcast(FLOATS);
      }
      case INT_ADD -> call(INTS, "add", INTS, VECTOR);
      case INT_SUBTRACT -> call(INTS, "sub", INTS, VECTOR);
      case AND -> call(INTS, "and", INTS, VECTOR);
      case OR -> call(INTS, "or", INTS, VECTOR);
      case XOR -> call(INTS, "lanewise", INTS, BINARY, VECTOR);
      case MIN -> call(INTS, "min", INTS, VECTOR);
      case MAX -> call(INTS, "max", INTS, VECTOR);
      case SHIFT_LEFT -> shift("LSHL", value.constant());
      case SHIFT_RIGHT -> shift("LSHR", value.constant());
      case LESS -> compare("LT", operands, v);
      case LESS_OR_EQUAL -> compare("LE", operands, v);
      case POSITIVE_PART -> KernelEmitter.positivePart(code, local(operands.getFirst(), v));
      case SELECT -> call(FLOATS, "blend", FLOATS, VECTOR, MASK);
      case LOOKUP -> call(INTS, "reinterpretAsFloats", FLOATS);
      default -> throw new IllegalArgumentException(value.operation().name());
    }
    code.astore(slot);
  }

  private void shift(String direction, int count) {
    code.getstatic(OPERATORS, direction, BINARY).loadConstant(count);
    call(INTS, "lanewise", INTS, BINARY, INT);
  }

  private void compare(String comparison, List<Value> operands, int v) {
    code.getstatic(OPERATORS, comparison, COMPARISON);
    push(operands.get(1), v);
    boolean ints = operands.getFirst().type() == Value.Type.INT;
    call(ints ? INTS : FLOATS, "compare", MASK, COMPARISON, VECTOR);
    if (ints) {
      species();
      call(MASK, "cast", MASK, SPECIES);
    }
  }

  /**
   * Pushes the entries, as ints. Vectors shorter than a table look up the entry of each half that
   * the lower bits name, and choose by the next bit.
   */
  private void lookUp(int[] parts, Value index, int v) {
    for (int part : parts) {
      push(index, v);
      code.aload(part);
      call(INTS, "selectFrom", INTS, VECTOR);
    }
    if (parts.length == 2) {
      push(index, v);
      code.loadConstant(Lanes.COUNT);
      call(INTS, "and", INTS, INT);
      code.getstatic(OPERATORS, "NE", COMPARISON).iconst_0();
      call(INTS, "compare", MASK, COMPARISON, INT);
      call(INTS, "blend", INTS, VECTOR, MASK);
    }
  }

  private void pushAll(List<Value> values, int v) {
    for (Value value : values) {
      push(value, v);
    }
  }

  private void push(Value value, int v) {
    code.aload(local(value, v));
  }

  private void pushExact(Value value, int v) {
    KernelEmitter.exact(code, local(value, v));
  }

  private int local(Value value, int v) {
    return value.isUniform() ? uniform.get(key(value)) : locals.get(value)[v];
  }

  private void call(ClassDesc owner, String method, ClassDesc result, ClassDesc... parameters) {
    code.invokevirtual(owner, method, MethodTypeDesc.of(result, parameters));
  }
}
