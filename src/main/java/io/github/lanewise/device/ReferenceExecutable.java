package io.github.lanewise.device;

import io.github.lanewise.Elementwise;
import io.github.lanewise.Gemm;
import io.github.lanewise.Matrix;

/** Every step in terms of the public numerics, in arrays of this JVM. */
final class ReferenceExecutable implements Executable {

  private final HostBuffers memory;

  ReferenceExecutable(Program program) {
    this.memory = new HostBuffers(program);
  }

  @Override
  public Program program() {
    return memory.program();
  }

  @Override
  public void upload(DeviceBuffer buffer, Matrix values) {
    memory.upload(buffer, values);
  }

  @Override
  public void download(DeviceBuffer buffer, Matrix values) {
    memory.download(buffer, values);
  }

  @Override
  public void close() {}

  @Override
  public void run() {
    memory.runs();
    for (Step step : program().steps()) {
      run(step);
    }
  }

  private void run(Step step) {
    switch (step) {
      case Step.ProductNN s -> Gemm.nn(matrix(s.a()), matrix(s.b()), matrix(s.c()));
      case Step.ProductTN s -> Gemm.tn(matrix(s.a()), matrix(s.b()), matrix(s.c()));
      case Step.ProductNT s -> Gemm.nt(matrix(s.a()), matrix(s.b()), matrix(s.c()));
      case Step.Activate s -> s.sigma().activation().apply(matrix(s.p()), matrix(s.q()));
      case Step.Forward s -> forward(s);
      case Step.OutputDelta s -> outputDelta(s);
      case Step.Backward s -> backward(s);
      case Step.WeightGradient s -> weightGradient(s);
      case Step.Descend s -> descend(s);
    }
  }

  private void forward(Step.Forward s) {
    Matrix q = matrix(s.q());
    Gemm.nt(matrix(s.qBelow()), matrix(s.w()), q);
    if (s.bias() != null) {
      Elementwise.addRow(matrix(s.bias()), q);
    }
    if (s.sigma().kind() != ElementFunction.Kind.IDENTITY) {
      s.sigma().activation().apply(q, q);
    }
  }

  private void outputDelta(Step.OutputDelta s) {
    int rows = (int) matrix(s.rows()).get(0, 0);
    Matrix q = matrix(s.q()).rows(0, rows);
    Matrix y = matrix(s.y()).rows(0, rows);
    Matrix delta = matrix(s.delta());
    Matrix costs = matrix(s.costs());
    delta.fill(0);
    costs.fill(0);
    for (int i = 0; i < rows; i++) {
      float cost = s.cost().cost().evaluate(q.rows(i, 1), y.rows(i, 1), delta.rows(i, 1));
      costs.set(i, 0, cost);
    }
    float mean = s.cost().cost().evaluate(q, y, delta.rows(0, rows));
    matrix(s.mean()).set(0, 0, mean);
    timesDerivative(s.sigma(), q, delta.rows(0, rows));
  }

  private void backward(Step.Backward s) {
    Matrix below = matrix(s.below());
    Gemm.nn(matrix(s.delta()), matrix(s.w()), below);
    timesDerivative(s.sigma(), matrix(s.qBelow()), below);
  }

  /** The functions that devices know take their derivative from q, so that q stands in for p. */
  private static void timesDerivative(ElementFunction sigma, Matrix q, Matrix delta) {
    if (sigma.kind() != ElementFunction.Kind.IDENTITY) {
      sigma.activation().backward(q, q, delta, delta);
    }
  }

  private void weightGradient(Step.WeightGradient s) {
    Gemm.tn(matrix(s.delta()), matrix(s.qBelow()), matrix(s.dW()));
    if (s.db() != null) {
      Elementwise.columnSums(matrix(s.delta()), matrix(s.db()));
    }
  }

  private void descend(Step.Descend s) {
    if (Float.isFinite(matrix(s.cost()).get(0, 0))) {
      Elementwise.axpy(-s.rate(), matrix(s.gradient()), matrix(s.parameters()));
    }
  }

  private Matrix matrix(Operand operand) {
    return Matrix.wrap(
        memory.array(operand.buffer().index()),
        operand.offset(),
        operand.rows(),
        operand.columns(),
        operand.columns());
  }
}
