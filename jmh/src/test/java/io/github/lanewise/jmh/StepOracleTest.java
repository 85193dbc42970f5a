package io.github.lanewise.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.Threads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StepOracleTest {

  /** An arm that is right, but for what a test overrides. */
  private static class Wrapped implements StepArm {
    private final StepArm right;

    Wrapped(StepArm right) {
      this.right = right;
    }

    @Override
    public float step() {
      return right.step();
    }

    @Override
    public void infer() {
      right.infer();
    }

    @Override
    public float[] outputs() {
      return right.outputs();
    }

    @Override
    public float[] gradient() {
      return right.gradient();
    }

    @Override
    public float[] parameters() {
      return right.parameters();
    }
  }

  private static StepProblem problem(HiddenActivation activation, String cost) {
    return StepProblem.random(NetworkShape.parse("13-9-8-3", 5, activation.toString(), cost));
  }

  private static void refuses(String what, StepProblem problem, StepOracle.ArmFactory arms) {
    StepOracle oracle = new StepOracle("wrong", problem);
    Exception e = assertThrows(IllegalStateException.class, () -> oracle.checked(arms, 1e-7f));
    assertTrue(e.getMessage().contains(what), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"squared", "crossentropy"})
  void acceptsTheNaiveStepWithEveryActivation(String cost) {
    for (HiddenActivation activation : HiddenActivation.values()) {
      StepProblem problem = problem(activation, cost);
      NaiveStep arm = new NaiveStep(problem, 1e-7f);
      StepOracle oracle = new StepOracle("naive", problem);
      assertSame(
          arm, oracle.checked(rate -> rate == 1e-7f ? arm : new NaiveStep(problem, rate), 1e-7f));
    }
  }

  @ParameterizedTest
  @CsvSource({"squared,5", "crossentropy,5", "squared,40", "crossentropy,40"})
  void acceptsTheUnfusedStepWithTheBitsOfTheLibrarys(String cost, int batch) {
    for (HiddenActivation activation : HiddenActivation.values()) {
      StepProblem problem =
          StepProblem.random(NetworkShape.parse("13-9-8-3", batch, activation.toString(), cost));
      StepOracle oracle = new StepOracle("unfused", problem);
      StepOracle.ArmFactory unfused = rate -> new UnfusedStep(problem, rate, Threads.sequential());
      oracle.checked(unfused, 1e-7f);
      oracle.checkSameBits(unfused, rate -> new LanewiseStep(problem, rate, Threads.sequential()));
    }
  }

  @Test
  void refusesParametersThatDifferInTheLastBit() {
    StepProblem problem = problem(HiddenActivation.TANH, "squared");
    StepOracle.ArmFactory right = rate -> new NaiveStep(problem, rate);
    StepOracle.ArmFactory wrong =
        rate ->
            new Wrapped(right.of(rate)) {
              @Override
              public float[] parameters() {
                float[] w = super.parameters();
                w[7] = Math.nextUp(w[7]);
                return w;
              }
            };
    StepOracle oracle = new StepOracle("wrong", problem);
    oracle.checkSameBits(right, right);
    Exception e =
        assertThrows(IllegalStateException.class, () -> oracle.checkSameBits(wrong, right));
    assertTrue(e.getMessage().contains("number 7 of the updated parameters"), e.getMessage());
  }

  @Test
  void refusesAWrongGradientOfOneParameter() {
    StepProblem problem = problem(HiddenActivation.TANH, "crossentropy");
    refuses(
        "gradient",
        problem,
        rate ->
            new Wrapped(new NaiveStep(problem, rate)) {
              @Override
              public float[] gradient() {
                float[] g = super.gradient();
                g[g.length - 1] += 0.01f;
                return g;
              }
            });
  }

  @Test
  void refusesAStepThatDoesNotUpdate() {
    StepProblem problem = problem(HiddenActivation.SIGMOID, "squared");
    refuses(
        "updated parameters",
        problem,
        rate ->
            new Wrapped(new NaiveStep(problem, rate)) {
              @Override
              public float[] parameters() {
                return problem.parameters();
              }
            });
  }

  @Test
  void refusesASumOfCostsInsteadOfTheirMean() {
    StepProblem problem = problem(HiddenActivation.RELU, "squared");
    refuses(
        "cost",
        problem,
        rate ->
            new Wrapped(new NaiveStep(problem, rate)) {
              @Override
              public float step() {
                return 5 * super.step();
              }
            });
  }

  @ParameterizedTest
  @EnumSource
  void derivativesAreThoseOfTheValues(HiddenActivation activation) {
    double h = 1e-5;
    for (double p = -4.05; p < 4; p += 0.1) {
      double slope = (activation.value(p + h) - activation.value(p - h)) / (2 * h);
      assertEquals(slope, activation.derivative(p, activation.value(p)), 1e-8);
    }
  }
}
