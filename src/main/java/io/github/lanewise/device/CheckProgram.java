package io.github.lanewise.device;

import io.github.lanewise.Gemm;
import io.github.lanewise.Matrix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Some steps, each on data of its own, so that no step sees another's errors. The sizes are no
 * multiples of a power of two and take several tiles each way.
 */
final class CheckProgram {

  private static final int BATCH = 37;
  private static final int INPUTS = 53;
  private static final int OUTPUTS = 29;

  /** Rows of the batch that count, in the steps that ask. */
  private static final int COUNTED = 33;

  private static final float RATE = 0.25f;

  private static final ElementFunction IDENTITY =
      new ElementFunction(ElementFunction.Kind.IDENTITY, 0);
  private static final ElementFunction SIGMOID =
      new ElementFunction(ElementFunction.Kind.SIGMOID, 0);
  private static final ElementFunction TANH = new ElementFunction(ElementFunction.Kind.TANH, 0);
  private static final ElementFunction RELU =
      new ElementFunction(ElementFunction.Kind.LEAKY_RELU, 0);
  private static final ElementFunction LEAKY_RELU =
      new ElementFunction(ElementFunction.Kind.LEAKY_RELU, 0.01f);

  /**
   * A result to compare.
   *
   * @param magnitude M of {@link DeviceCheck} for each element, from the expected result
   */
  record Output(String step, Operand place, UnaryOperator<Matrix> magnitude, double bound) {}

  private record Range(float low, float high) {}

  private final RandomGenerator random =
      RandomGeneratorFactory.of("L64X128MixRandom").create(20261123);
  private final Program.Builder builder = Program.builder();
  private final Map<DeviceBuffer, Matrix> values = new LinkedHashMap<>();
  private final Map<DeviceBuffer, Range> ranges = new LinkedHashMap<>();
  private final List<Output> outputs = new ArrayList<>();
  private final Program program;

  private CheckProgram(Consumer<CheckProgram> content) {
    content.accept(this);
    this.program = builder.build();
  }

  /** Programs that between them have every step. */
  static List<CheckProgram> all() {
    List<CheckProgram> programs = new ArrayList<>();
    programs.add(new CheckProgram(CheckProgram::products));
    for (ElementFunction sigma : List.of(IDENTITY, SIGMOID, TANH, RELU, LEAKY_RELU)) {
      programs.add(new CheckProgram(program -> program.layer(sigma)));
    }
    programs.add(new CheckProgram(CheckProgram::weightGradient));
    programs.add(
        new CheckProgram(program -> program.cost(CostFunction.HALF_SQUARED_ERROR, SIGMOID)));
    programs.add(
        new CheckProgram(program -> program.cost(CostFunction.SOFTMAX_CROSS_ENTROPY, IDENTITY)));
    programs.add(
        new CheckProgram(program -> program.cost(CostFunction.BINARY_CROSS_ENTROPY, IDENTITY)));
    programs.add(new CheckProgram(CheckProgram::descend));
    return programs;
  }

  Program program() {
    return program;
  }

  List<Output> outputs() {
    return outputs;
  }

  /** New values for every input. */
  void fillInputs() {
    ranges.forEach((buffer, range) -> fill(values.get(buffer), range));
  }

  void uploadInputs(Executable executable) {
    upload(executable, DeviceBuffer.Role.INPUT);
  }

  void uploadResident(Executable executable) {
    upload(executable, DeviceBuffer.Role.RESIDENT);
  }

  private void upload(Executable executable, DeviceBuffer.Role role) {
    values.forEach((buffer, matrix) -> {
      if (buffer.role() == role) {
        executable.upload(buffer, matrix);
      }
    });
  }

  private void products() {
    Operand a = input("A", BATCH, INPUTS, -1, 1);
    Operand aTransposed = input("Aᵀ", INPUTS, BATCH, -1, 1);
    Operand b = input("B", INPUTS, OUTPUTS, -1, 1);
    Operand bTransposed = input("Bᵀ", OUTPUTS, INPUTS, -1, 1);
    Operand nn = result(BATCH, OUTPUTS);
    Operand tn = result(BATCH, OUTPUTS);
    Operand nt = result(BATCH, OUTPUTS);
    builder.add(new Step.ProductNN(a, b, nn));
    builder.add(new Step.ProductTN(aTransposed, b, tn));
    builder.add(new Step.ProductNT(a, bTransposed, nt));
    output("product A·B", nn, c -> magnitudeNN(a, b), 2 * INPUTS);
    output("product Aᵀ·B", tn, c -> magnitudeTN(aTransposed, b), 2 * INPUTS);
    output("product A·Bᵀ", nt, c -> magnitudeNT(a, bTransposed), 2 * INPUTS);
  }

  private void layer(ElementFunction sigma) {
    String name = sigma.activation().name();
    Operand p = input("p", BATCH, OUTPUTS, -20, 20);
    Operand activated = result(BATCH, OUTPUTS);
    builder.add(new Step.Activate(sigma, p, activated));
    output("activate " + name, activated, CheckProgram::absolute, 16);

    Operand qBelow = input("q", BATCH, INPUTS, -1, 1);
    Operand w = input("W", OUTPUTS, INPUTS, -0.5f, 0.5f);
    Operand bias = input("b", 1, OUTPUTS, -0.5f, 0.5f);
    Operand q = result(BATCH, OUTPUTS);
    builder.add(new Step.Forward(qBelow, w, bias, sigma, q));
    output(
        "forward " + name, q, actual -> forwardMagnitude(qBelow, w, bias, actual), 2 * INPUTS + 20);

    Operand delta = input("delta", BATCH, OUTPUTS, -1, 1);
    Operand below = result(BATCH, INPUTS);
    builder.add(new Step.Backward(delta, w, sigma, qBelow, below));
    output("backward " + name, below, actual -> magnitudeNN(delta, w), 2 * OUTPUTS + 16);
  }

  private void weightGradient() {
    Operand delta = input("delta", BATCH, OUTPUTS, -1, 1);
    Operand q = input("q", BATCH, INPUTS, -1, 1);
    DeviceBuffer gradient = builder.resident("gradient", OUTPUTS * INPUTS + OUTPUTS);
    Operand dW = gradient.matrix(0, OUTPUTS, INPUTS);
    Operand db = gradient.matrix(OUTPUTS * INPUTS, 1, OUTPUTS);
    builder.add(new Step.WeightGradient(delta, q, dW, db));
    output("weight gradient", dW, actual -> magnitudeTN(delta, q), 2 * BATCH);
    output(
        "bias gradient", db, actual -> columnSums(absolute(values.get(delta.buffer()))), 2 * BATCH);
    Operand alone = result(OUTPUTS, INPUTS);
    builder.add(new Step.WeightGradient(delta, q, alone, null));
    output("weight gradient, no bias", alone, actual -> magnitudeTN(delta, q), 2 * BATCH);
  }

  private void cost(CostFunction cost, ElementFunction sigma) {
    String name = cost.cost().name();
    Operand q =
        cost.cost().takesLogits()
            ? input("q", BATCH, OUTPUTS, -8, 8)
            : input("q", BATCH, OUTPUTS, 0, 1);
    Operand y = input("y", BATCH, OUTPUTS, 0, 1);
    Operand rows = input("rows", 1, 1, COUNTED, COUNTED);
    Operand delta = result(BATCH, OUTPUTS);
    Operand costs = result(BATCH, 1);
    Operand mean = result(1, 1);
    builder.add(new Step.OutputDelta(cost, sigma, q, y, rows, delta, costs, mean));
    output("delta of " + name, delta, actual -> deltaMagnitude(q, y), 64);
    output("costs of " + name, costs, actual -> costMagnitude(actual, q), 64);
    output("mean of " + name, mean, actual -> costMagnitude(actual, q), 64);
  }

  private void descend() {
    Operand gradient = input("gradient", 1, INPUTS * OUTPUTS, -1, 1);
    Operand finite = input("cost", 1, 1, 1, 1);
    DeviceBuffer buffer = builder.resident("parameters", INPUTS * OUTPUTS);
    Operand parameters = buffer.matrix(1, INPUTS * OUTPUTS);
    values.put(buffer, Matrix.zeros(1, buffer.size()));
    fill(values.get(buffer), new Range(-1, 1));
    builder.add(new Step.Descend(RATE, gradient, parameters, finite));
    output(
        "descend",
        parameters,
        w -> plus(absolute(w), RATE, absolute(values.get(gradient.buffer()))),
        4);
  }

  private Operand input(String name, int rows, int columns, float low, float high) {
    DeviceBuffer buffer = builder.input(name, rows * columns);
    values.put(buffer, Matrix.zeros(rows, columns));
    ranges.put(buffer, new Range(low, high));
    return buffer.matrix(rows, columns);
  }

  private Operand result(int rows, int columns) {
    return builder.resident("result", rows * columns).matrix(rows, columns);
  }

  private void output(String step, Operand place, UnaryOperator<Matrix> magnitude, double bound) {
    outputs.add(new Output(step, place, magnitude, bound));
  }

  private void fill(Matrix matrix, Range range) {
    for (int i = 0; i < matrix.rows(); i++) {
      for (int j = 0; j < matrix.columns(); j++) {
        matrix.set(i, j, range.low() + random.nextFloat() * (range.high() - range.low()));
      }
    }
  }

  private Matrix magnitudeNN(Operand a, Operand b) {
    Matrix c = Matrix.zeros(a.rows(), b.columns());
    Gemm.nn(absolute(values.get(a.buffer())), absolute(values.get(b.buffer())), c);
    return c;
  }

  private Matrix magnitudeTN(Operand a, Operand b) {
    Matrix c = Matrix.zeros(a.columns(), b.columns());
    Gemm.tn(absolute(values.get(a.buffer())), absolute(values.get(b.buffer())), c);
    return c;
  }

  private Matrix magnitudeNT(Operand a, Operand b) {
    Matrix c = Matrix.zeros(a.rows(), b.rows());
    Gemm.nt(absolute(values.get(a.buffer())), absolute(values.get(b.buffer())), c);
    return c;
  }

  private Matrix forwardMagnitude(Operand qBelow, Operand w, Operand bias, Matrix q) {
    Matrix magnitude = plus(magnitudeNT(qBelow, w), 1, absolute(q));
    Matrix b = absolute(values.get(bias.buffer()));
    for (int i = 0; i < magnitude.rows(); i++) {
      Matrix row = magnitude.rows(i, 1);
      row.copyFrom(plus(row, 1, b));
    }
    return magnitude;
  }

  private Matrix deltaMagnitude(Operand q, Operand y) {
    Matrix magnitude = plus(absolute(values.get(q.buffer())), 1, absolute(values.get(y.buffer())));
    return map(magnitude, x -> (1 + x) / COUNTED);
  }

  private Matrix costMagnitude(Matrix cost, Operand q) {
    float largest = 0;
    for (float x : values.get(q.buffer()).toArray()) {
      largest = Math.max(largest, Math.abs(x));
    }
    float floor = 1 + largest;
    return map(absolute(cost), x -> x + floor);
  }

  private static Matrix columnSums(Matrix x) {
    Matrix sums = Matrix.zeros(1, x.columns());
    for (int i = 0; i < x.rows(); i++) {
      sums.copyFrom(plus(sums, 1, x.rows(i, 1)));
    }
    return sums;
  }

  /** x + factor·y. */
  private static Matrix plus(Matrix x, float factor, Matrix y) {
    Matrix sum = x.copy();
    for (int i = 0; i < sum.rows(); i++) {
      for (int j = 0; j < sum.columns(); j++) {
        sum.set(i, j, x.get(i, j) + factor * y.get(i, j));
      }
    }
    return sum;
  }

  private interface FloatFunction {
    float apply(float x);
  }

  private static Matrix map(Matrix x, FloatFunction function) {
    Matrix y = x.copy();
    for (int i = 0; i < y.rows(); i++) {
      for (int j = 0; j < y.columns(); j++) {
        y.set(i, j, function.apply(x.get(i, j)));
      }
    }
    return y;
  }

  private static Matrix absolute(Matrix x) {
    return map(x, Math::abs);
  }
}
