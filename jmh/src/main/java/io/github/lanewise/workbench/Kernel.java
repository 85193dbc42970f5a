package io.github.lanewise.workbench;

import io.github.lanewise.jmh.NetworkShape;
import io.github.lanewise.jmh.ProductShape;
import java.util.Map;

/**
 * What a benchmark computes: how its speed is counted, and where it stands on a roofline.
 *
 * @param suite gemm, elementwise or step
 * @param name the case without the arm, as in {@code NT:32x512x784}
 * @param counter JMH's secondary metric that counts the work
 * @param unit of that counter a second
 * @param flopPerUnit 10⁹ operations for one of the counter's
 * @param intensity operations a byte, each operand and result counted once
 */
record Kernel(
    String suite,
    String name,
    int threads,
    int square,
    String counter,
    String unit,
    double flopPerUnit,
    double intensity) {

  /** Of a benchmark by the name and the parameters that JMH's JSON has; null for others. */
  static Kernel of(String benchmark, Map<String, String> params) {
    int threads = Integer.parseInt(params.getOrDefault("threads", "1"));
    return switch (benchmark) {
      case "GemmBenchmark.gemm" -> product(ProductShape.parse(params.get("shape")), threads);
      case "ElementwiseBenchmark.apply" -> elementwise(params.get("op"), params.get("size"));
      case "TrainingStepBenchmark.step", "TrainingStepBenchmark.infer" ->
          step(benchmark.substring(benchmark.indexOf('.') + 1), params, threads);
      default -> null;
    };
  }

  private static Kernel product(ProductShape shape, int threads) {
    double elements =
        (double) shape.m() * shape.k()
            + (double) shape.k() * shape.n()
            + (double) shape.m() * shape.n();
    return new Kernel(
        "gemm",
        shape.toString(),
        threads,
        shape.square() ? shape.n() : 0,
        "gflop",
        "GFLOP/s",
        1,
        1e9 * shape.gflop() / (Float.BYTES * elements));
  }

  /** A function counts as one operation, whatever it takes to compute it. */
  private static Kernel elementwise(String op, String size) {
    int operations =
        switch (op) {
          case "axpy" -> 2;
          case "sigmoidBackward" -> 3;
          default -> 1;
        };
    int arrays = op.equals("multiply") || op.equals("axpy") || op.equals("sigmoidBackward") ? 3 : 2;
    return new Kernel(
        "elementwise",
        op + " of " + size,
        1,
        0,
        "gelement",
        "10⁹ elements/s",
        operations,
        (double) operations / (Float.BYTES * arrays));
  }

  /** A step reads and writes every parameter, an inference reads them. */
  private static Kernel step(String method, Map<String, String> params, int threads) {
    int batch = Integer.parseInt(params.get("batch"));
    NetworkShape net =
        NetworkShape.parse(params.get("net"), batch, params.get("activation"), params.get("cost"));
    boolean training = method.equals("step");
    double elements =
        (training ? 2.0 : 1.0) * net.parameters() + (double) batch * (net.inputs() + net.outputs());
    double gflop = training ? net.stepGflop() : net.inferGflop();
    return new Kernel(
        "step",
        "%s of %s, batch %d%s"
            .formatted(
                method,
                params.get("net"),
                batch,
                params.getOrDefault("activation", "sigmoid").equals("sigmoid")
                    ? ""
                    : ", " + params.get("activation")),
        threads,
        0,
        "gflop",
        "GFLOP/s",
        1,
        1e9 * gflop / (Float.BYTES * elements));
  }
}
