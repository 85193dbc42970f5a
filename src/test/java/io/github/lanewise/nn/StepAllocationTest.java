package io.github.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lanewise.Matrix;
import io.github.lanewise.kit.Allocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On one thread a step and an epoch allocate nothing once they are warm. */
class StepAllocationTest {

  private static Training training(Activation sigma, Cost cost, int batchSize) {
    return Network.of(20)
        .dense(24, sigma)
        .dense(10)
        .initialise(Initialisation.GLOROT_UNIFORM, 1)
        .training(cost, Optimiser.sgd(0.01f), batchSize);
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "sigmoid", "tanh", "relu", "leakyRelu(0.01)"})
  void step(String name) {
    Activation sigma =
        ActivationTest.builtIn().stream()
            .filter(a -> a.name().equals(name))
            .findFirst()
            .orElseThrow();
    Matrix x = Samples.uniform(17, 20, 2);
    Matrix y = Samples.classes(17, 10, 3);
    for (Cost cost :
        new Cost[] {
          Cost.HALF_SQUARED_ERROR, Cost.SOFTMAX_CROSS_ENTROPY, Cost.BINARY_CROSS_ENTROPY
        }) {
      Training training = training(sigma, cost, 32);
      assertEquals(0, Allocation.leastBytes(() -> training.step(x, y)), cost.name());
    }
  }

  @ParameterizedTest
  @EnumSource
  void optimisers(OptimiserTest.Rule rule) {
    Training training =
        Network.of(20)
            .dense(24, Activation.SIGMOID)
            .dense(10)
            .initialise(Initialisation.GLOROT_UNIFORM, 1)
            .training(Cost.SOFTMAX_CROSS_ENTROPY, rule.optimiser, 32);
    Matrix x = Samples.uniform(17, 20, 2);
    Matrix y = Samples.classes(17, 10, 3);
    assertEquals(0, Allocation.leastBytes(() -> training.step(x, y)));
  }

  /** The last of the four batches is smaller. */
  @Test
  void epoch() {
    Training training = training(Activation.SIGMOID, Cost.SOFTMAX_CROSS_ENTROPY, 32);
    Matrix x = Samples.uniform(100, 20, 2);
    Matrix y = Samples.classes(100, 10, 3);
    Shuffler shuffler = Shuffler.seeded(4);
    assertEquals(0, Allocation.leastBytes(() -> training.epoch(x, y, shuffler)));
  }

  @Test
  void anOwnActivationAndAnOwnScalarCost() {
    Cost cost = Cost.of("squared", (q, y) -> (q - y) * (q - y), (q, y) -> 2 * (q - y));
    Training training = training(Activation.of("sine", Math::sin, Math::cos), cost, 8);
    Matrix x = Samples.uniform(8, 20, 2);
    Matrix y = Samples.classes(8, 10, 3);
    assertEquals(0, Allocation.leastBytes(() -> training.step(x, y)));
  }
}
