package io.github.lanewise.kernel.function;

import java.util.List;

/**
 * A value in the {@link Formula} of a function: an operation and what it is applied to. It computes
 * nothing; an engine translates it, once for a lane, once for a vector of lanes.
 *
 * <p>Every operation is exact or correctly rounded, so that its bits are the same wherever it runs.
 */
public final class Value {

  /** What a value is a lane of. */
  public enum Type {
    FLOAT,
    INT,
    MASK
  }

  /** The operations. Those on ints wrap around. */
  public enum Operation {
    /** An input; the constant is its number among the arrays of the loop. */
    INPUT(Type.FLOAT),
    /** A number that is the same for all elements of a call; the constant says which. */
    PARAMETER(Type.FLOAT),
    FLOAT_CONSTANT(Type.FLOAT),
    INT_CONSTANT(Type.INT),
    ADD(Type.FLOAT),
    SUBTRACT(Type.FLOAT),
    MULTIPLY(Type.FLOAT),
    DIVIDE(Type.FLOAT),
    NEGATE(Type.FLOAT),
    SQUARE_ROOT(Type.FLOAT),
    /** a·b + c, rounded once. */
    FMA(Type.FLOAT),
    BITS(Type.INT),
    FROM_BITS(Type.FLOAT),
    INT_TO_FLOAT(Type.FLOAT),
    INT_ADD(Type.INT),
    INT_SUBTRACT(Type.INT),
    AND(Type.INT),
    OR(Type.INT),
    XOR(Type.INT),
    MIN(Type.INT),
    MAX(Type.INT),
    SHIFT_LEFT(Type.INT),
    SHIFT_RIGHT(Type.INT),
    /** +0 where the operand is ≤ 0, else the operand, which may be NaN. */
    POSITIVE_PART(Type.FLOAT),
    LESS(Type.MASK),
    LESS_OR_EQUAL(Type.MASK),
    /** The second where the first, a mask, is set, else the third. */
    SELECT(Type.FLOAT),
    /** The entry of the table whose number is the low bits of the operand, an int. */
    LOOKUP(Type.FLOAT);

    private final Type type;

    Operation(Type type) {
      this.type = type;
    }
  }

  /** The first input. */
  static final Value X = input(0);

  /** The second input. */
  static final Value Y = input(1);

  /** The only parameter, or the first. */
  static final Value PARAMETER = parameter(0);

  private final Operation operation;
  private final int constant;
  private final Table table;
  private final List<Value> operands;

  private Value(Operation operation, int constant, Value... operands) {
    this(operation, constant, null, operands);
  }

  private Value(Operation operation, int constant, Table table, Value... operands) {
    this.operation = operation;
    this.constant = constant;
    this.table = table;
    this.operands = List.of(operands);
  }

  public Operation operation() {
    return operation;
  }

  public Type type() {
    return operation.type;
  }

  public List<Value> operands() {
    return operands;
  }

  /** Whether it is a constant or a parameter, and so the same for all elements. */
  public boolean isUniform() {
    return operation == Operation.PARAMETER || isConstant();
  }

  boolean isConstant() {
    return operation == Operation.FLOAT_CONSTANT || operation == Operation.INT_CONSTANT;
  }

  /** The int of an int constant, the bits of a float one, the number of an input or a parameter. */
  public int constant() {
    return constant;
  }

  /** That of a lookup, else null. */
  public Table table() {
    return table;
  }

  /** The element of array number {@code array}. */
  static Value input(int array) {
    return new Value(Operation.INPUT, array);
  }

  static Value parameter(int number) {
    return new Value(Operation.PARAMETER, number);
  }

  public static Value of(float constant) {
    return new Value(Operation.FLOAT_CONSTANT, Float.floatToRawIntBits(constant));
  }

  private static Value of(int constant) {
    return new Value(Operation.INT_CONSTANT, constant);
  }

  Value plus(Value other) {
    return new Value(Operation.ADD, 0, this, other);
  }

  Value plus(float other) {
    return plus(of(other));
  }

  Value minus(Value other) {
    return new Value(Operation.SUBTRACT, 0, this, other);
  }

  Value minus(float other) {
    return minus(of(other));
  }

  Value times(Value other) {
    return new Value(Operation.MULTIPLY, 0, this, other);
  }

  Value times(float other) {
    return times(of(other));
  }

  Value over(Value other) {
    return new Value(Operation.DIVIDE, 0, this, other);
  }

  Value negated() {
    return new Value(Operation.NEGATE, 0, this);
  }

  Value squareRoot() {
    return new Value(Operation.SQUARE_ROOT, 0, this);
  }

  /** this·factor + addend, rounded once. */
  Value fma(Value factor, Value addend) {
    return new Value(Operation.FMA, 0, this, factor, addend);
  }

  Value fma(float factor, Value addend) {
    return fma(of(factor), addend);
  }

  Value fma(Value factor, float addend) {
    return fma(factor, of(addend));
  }

  Value fma(float factor, float addend) {
    return fma(of(factor), of(addend));
  }

  /** c₀ + c₁·this + c₂·this² + … by Horner's rule. */
  Value polynomial(float... coefficients) {
    int k = coefficients.length - 1;
    Value sum = of(coefficients[k]);
    while (--k >= 0) {
      sum = sum.fma(this, coefficients[k]);
    }
    return sum;
  }

  Value bits() {
    return new Value(Operation.BITS, 0, this);
  }

  /** The float of these bits. */
  Value asFloat() {
    return new Value(Operation.FROM_BITS, 0, this);
  }

  /** The float nearest to this int. */
  Value toFloat() {
    return new Value(Operation.INT_TO_FLOAT, 0, this);
  }

  Value intPlus(Value other) {
    return new Value(Operation.INT_ADD, 0, this, other);
  }

  Value intMinus(Value other) {
    return new Value(Operation.INT_SUBTRACT, 0, this, other);
  }

  Value intMinus(int other) {
    return intMinus(of(other));
  }

  Value intSubtractedFrom(int other) {
    return of(other).intMinus(this);
  }

  Value and(int other) {
    return new Value(Operation.AND, 0, this, of(other));
  }

  Value or(Value other) {
    return new Value(Operation.OR, 0, this, other);
  }

  Value xor(Value other) {
    return new Value(Operation.XOR, 0, this, other);
  }

  Value xor(int other) {
    return xor(of(other));
  }

  Value or(int other) {
    return or(of(other));
  }

  /** The smaller of two ints. */
  Value min(int other) {
    return new Value(Operation.MIN, 0, this, of(other));
  }

  /** The larger of two ints. */
  Value max(int other) {
    return new Value(Operation.MAX, 0, this, of(other));
  }

  Value shiftLeft(int count) {
    return new Value(Operation.SHIFT_LEFT, count, this);
  }

  /** Shifts zeros in. */
  Value shiftRight(int count) {
    return new Value(Operation.SHIFT_RIGHT, count, this);
  }

  /** Of two floats or two ints; false if one is NaN. */
  Value less(Value other) {
    return new Value(Operation.LESS, 0, this, other);
  }

  Value less(float other) {
    return less(of(other));
  }

  Value intLess(int other) {
    return less(of(other));
  }

  Value atMost(float other) {
    return new Value(Operation.LESS_OR_EQUAL, 0, this, of(other));
  }

  Value greater(float other) {
    return of(other).less(this);
  }

  Value atLeast(float other) {
    return new Value(Operation.LESS_OR_EQUAL, 0, of(other), this);
  }

  /** Of a mask: {@code yes} where it is set, else {@code no}. */
  Value select(Value yes, Value no) {
    return new Value(Operation.SELECT, 0, this, yes, no);
  }

  Value select(float yes, Value no) {
    return select(of(yes), no);
  }

  Value select(float yes, float no) {
    return select(of(yes), of(no));
  }

  Value select(Value yes, float no) {
    return select(yes, of(no));
  }

  /** Of an int. */
  Value lookup(Table table) {
    return new Value(Operation.LOOKUP, 0, table, this);
  }

  /** |this|, exact. */
  Value abs() {
    return bits().and(Integer.MAX_VALUE).asFloat();
  }

  /** −|this|, exact. */
  Value minusAbs() {
    return bits().or(Integer.MIN_VALUE).asFloat();
  }

  /** Whether the sign bit is set, as it is of −0. */
  Value isNegative() {
    return bits().intLess(0);
  }

  /** This, or −0 where the sign bit is set. */
  Value minusZeroIfNegative() {
    return isNegative().select(-0f, this);
  }

  /** This, or +0 where it is subnormal. */
  Value normal() {
    return abs().less(Float.MIN_NORMAL).select(0f, this);
  }

  /** This, or +0 where it is ≤ 0. */
  Value positivePart() {
    return new Value(Operation.POSITIVE_PART, 0, this);
  }
}
