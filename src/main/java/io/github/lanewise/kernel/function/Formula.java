package io.github.lanewise.kernel.function;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * One element of the result, out of one element of each input: the one definition of a function
 * from which both engines make their loops.
 *
 * @param value for any input
 * @param guard whether {@code common} will do: a mask that is set, or a float of a size below
 *     {@code bound}. Null if there is no {@code common}.
 * @param common the same bits as {@code value} wherever the guard allows it, by fewer operations.
 *     An engine may use it where the guard does so in all lanes at once.
 */
public record Formula(Value value, Value guard, float bound, Value common) {

  Formula(Value value) {
    this(value, null, 0, null);
  }

  Formula(Value value, Value mask, Value common) {
    this(value, mask, 0, common);
  }

  /** {@code common} will do where |x| &lt; bound. */
  static Formula within(float bound, Value value, Value common) {
    return new Formula(value, Value.X, bound, common);
  }

  /** What some values are made of, each after its operands and once, themselves last. */
  public static List<Value> inOrder(Value... results) {
    List<Value> order = new ArrayList<>();
    Set<Value> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Value result : results) {
      visit(result, seen, order);
    }
    return order;
  }

  private static void visit(Value value, Set<Value> seen, List<Value> order) {
    if (seen.add(value)) {
      for (Value operand : value.operands()) {
        visit(operand, seen, order);
      }
      order.add(value);
    }
  }
}
