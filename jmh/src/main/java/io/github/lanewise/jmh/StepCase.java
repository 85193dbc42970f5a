package io.github.lanewise.jmh;

/**
 * A training step or an inference of a network. An inference knows no cost, so that those of the
 * same network with different costs are the same case.
 */
record StepCase(String method, NetworkShape shape) implements SuiteCase {

  static final String STEP = "step";
  static final String INFER = "infer";

  static StepCase of(String method, NetworkShape shape) {
    return switch (method) {
      case STEP -> new StepCase(STEP, shape);
      case INFER -> new StepCase(INFER, shape.withCost("squared"));
      default ->
          throw new IllegalArgumentException(
              "method %s is not %s or %s".formatted(method, STEP, INFER));
    };
  }

  boolean trains() {
    return method.equals(STEP);
  }

  @Override
  public double gflop() {
    return trains() ? shape.stepGflop() : shape.inferGflop();
  }

  /** As in {@code 32, sigmoid, squared}. */
  String withoutNet() {
    String text = shape.batch() + ", " + shape.activation();
    return trains() ? text + ", " + shape.cost() : text;
  }

  @Override
  public String toString() {
    String text = shape.toString();
    return method + " " + (trains() ? text : text.substring(0, text.lastIndexOf(':')));
  }
}
