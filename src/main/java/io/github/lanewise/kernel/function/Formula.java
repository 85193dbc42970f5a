package io.github.lanewise.kernel.function;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One element of each result, out of one element of each input: the one definition of a function
 * from which both engines make their loops.
 *
 * @param results for any input; {@link Arguments} says to which arrays they go
 * @param guard whether {@code common} will do: a mask that is set, or a float of a size below
 *     {@code bound}. Null if there is no {@code common}.
 * @param common the same bits as {@code results} wherever the guard allows it, by fewer operations.
 *     An engine may use it where the guard does so in all lanes at once.
 */
public record Formula(List<Value> results, Value guard, float bound, List<Value> common) {

  Formula(Value result, Value mask, Value common) {
    this(List.of(result), mask, 0, List.of(common));
  }

  /** {@code common} will do where |x| &lt; bound. */
  static Formula within(float bound, Value result, Value common) {
    return new Formula(List.of(result), Value.X, bound, List.of(common));
  }

  Formula(Value result) {
    this(List.of(result));
  }

  Formula(List<Value> results) {
    this(results, null, 0, List.of());
  }

  /** The tables that it looks up, each once. */
  List<Table> tables() {
    return Stream.concat(inOrder(results).stream(), inOrder(common).stream())
        .map(Value::table)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  /** What some values are made of, each after its operands and once. */
  public static List<Value> inOrder(List<Value> results) {
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
