package io.github.lanewise.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.Matrix;
import io.github.lanewise.nn.Activation;
import io.github.lanewise.nn.Cost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ProgramTest {

  private static final ElementFunction IDENTITY = ElementFunction.of(Activation.IDENTITY);
  private static final ElementFunction TANH = ElementFunction.of(Activation.TANH);

  private final Program.Builder program = Program.builder();
  private final DeviceBuffer input = program.input("in", 100);
  private final DeviceBuffer resident = program.resident("out", 100);
  private final DeviceBuffer other = program.resident("other", 100);

  @Test
  void stepsRefuseShapesThatDoNotFit() {
    Operand a = input.matrix(0, 3, 4);
    refused(() -> new Step.ProductNN(a, input.matrix(20, 3, 5), resident.matrix(0, 3, 5)));
    refused(() -> new Step.ProductTN(a, input.matrix(20, 4, 5), resident.matrix(0, 4, 5)));
    refused(() -> new Step.ProductNT(a, input.matrix(20, 5, 3), resident.matrix(0, 3, 5)));
    refused(() -> new Step.Activate(TANH, a, resident.matrix(0, 4, 3)));
    Operand w = input.matrix(20, 2, 4);
    Operand q = resident.matrix(0, 3, 2);
    refused(() -> new Step.Forward(a, w, input.matrix(40, 1, 3), TANH, q));
    refused(() -> new Step.Forward(a, input.matrix(20, 4, 2), null, TANH, q));
    Operand delta = other.matrix(0, 3, 2);
    refused(() -> new Step.Backward(delta, w, TANH, a, resident.matrix(0, 3, 2)));
    refused(() -> new Step.WeightGradient(delta, a, resident.matrix(0, 4, 2), null));
    Operand dW = resident.matrix(0, 2, 4);
    refused(() -> new Step.WeightGradient(delta, a, dW, other.matrix(50, 1, 2)));
    refused(() -> new Step.WeightGradient(delta, a, dW, resident.matrix(7, 1, 2)));
    Operand cost = input.matrix(99, 1, 1);
    refused(() -> new Step.Descend(0, input.matrix(0, 1, 9), resident.matrix(0, 1, 9), cost));
    refused(() -> new Step.Descend(1, input.matrix(0, 1, 9), resident.matrix(0, 1, 8), cost));
  }

  @Test
  void stepsRefuseOutputsThatOverlapOrAreInputs() {
    Operand a = resident.matrix(0, 3, 4);
    Operand b = input.matrix(20, 4, 5);
    refused(() -> new Step.ProductNN(a, b, resident.matrix(11, 3, 5)));
    refused(() -> new Step.ProductNN(a, b, input.matrix(50, 3, 5)));
    new Step.ProductNN(a, b, resident.matrix(12, 3, 5));
  }

  @Test
  void aCostOfLogitsAfterAnActivationIsRefused() {
    Operand q = other.matrix(0, 3, 2);
    Operand y = input.matrix(0, 3, 2);
    Operand rows = input.matrix(10, 1, 1);
    Operand delta = resident.matrix(0, 3, 2);
    Operand costs = resident.matrix(10, 3, 1);
    Operand mean = resident.matrix(20, 1, 1);
    for (CostFunction cost : CostFunction.values()) {
      new Step.OutputDelta(cost, IDENTITY, q, y, rows, delta, costs, mean);
      if (cost.cost().takesLogits()) {
        refused(() -> new Step.OutputDelta(cost, TANH, q, y, rows, delta, costs, mean));
      }
    }
  }

  @Test
  void operandsStayInsideTheirBuffer() {
    refused(() -> input.matrix(1, 10, 10));
    refused(() -> input.matrix(-1, 1, 1));
    refused(() -> input.matrix(0, 0, 1));
    refused(() -> input.matrix(0, 1 << 16, 1 << 16));
    refused(() -> input.matrix(9, 10));
    refused(() -> program.input("none", 0));
    refused(Program.builder()::build);
  }

  @Test
  void theMessageNamesFormulaAndOperands() {
    String message =
        refused(() ->
            new Step.ProductNN(
                input.matrix(0, 3, 4), other.matrix(0, 3, 5), resident.matrix(0, 3, 5)));
    assertTrue(
        message.startsWith("C = A·B: the operands are [in (3×4), other (3×5), out (3×5)]"),
        message);
  }

  @Test
  void valuesTravelOnlyAsTheRolesSay() {
    program.add(new Step.Activate(TANH, input.matrix(10, 10), resident.matrix(10, 10)));
    try (var executable = Devices.reference().compile(program.build())) {
      Matrix square = Matrix.zeros(10, 10);
      Matrix line = Matrix.zeros(1, 100);
      assertThrows(IllegalStateException.class, () -> executable.download(resident, square));
      refused(() -> executable.upload(input, Matrix.zeros(10, 11)));
      refused(() -> executable.upload(Program.builder().input("in", 100), square.view(0, 0, 1, 1)));
      refused(() -> executable.upload(Program.builder().input("else", 100), square));
      square.fill(1);
      executable.upload(input, square);
      executable.run();
      executable.download(resident, line);
      assertEquals((float) Math.tanh(1), line.get(0, 99), 1e-6f);
      refused(() -> executable.download(input, line));
      assertThrows(IllegalStateException.class, () -> executable.upload(resident, line));
    }
  }

  @Test
  void onlyActivationsAndCostsThatTheLibraryNamesHaveADeviceForm() {
    for (Activation activation :
        new Activation[] {
          Activation.IDENTITY,
          Activation.SIGMOID,
          Activation.TANH,
          Activation.RELU,
          Activation.leakyRelu(0.125f)
        }) {
      assertEquals(activation, ElementFunction.of(activation).activation());
    }
    refused(() -> ElementFunction.of(Activation.of("arctan", Math::atan, p -> 1 / (1 + p * p))));
    refused(() -> ElementFunction.of(Activation.of("mine", p -> p, p -> 1)));
    for (CostFunction cost : CostFunction.values()) {
      assertEquals(cost, CostFunction.of(cost.cost()));
    }
    refused(() -> CostFunction.of(Cost.of("mine", (q, y) -> q - y, (q, y) -> 1)));
  }

  private static String refused(Executable construction) {
    return assertThrows(IllegalArgumentException.class, construction).getMessage();
  }
}
