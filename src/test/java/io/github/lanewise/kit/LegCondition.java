package io.github.lanewise.kit;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * On a CPU without the width a leg forces, the library refuses to start, and there is nothing for
 * the leg to test but that refusal: {@code LegTest} asserts it and everything else is left out,
 * with the library's own sentence as the reason.
 */
public final class LegCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    String refusal = Leg.refusal();
    boolean isLegTest =
        context.getTestClass().map(type -> type.getSimpleName().equals("LegTest")).orElse(true);
    return refusal == null || isLegTest
        ? ConditionEvaluationResult.enabled("engine available")
        : ConditionEvaluationResult.disabled(refusal);
  }
}
