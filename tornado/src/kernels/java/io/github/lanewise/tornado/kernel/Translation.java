package io.github.lanewise.tornado.kernel;

import io.github.lanewise.device.CostFunction;
import io.github.lanewise.device.ElementFunction;
import io.github.lanewise.device.Operand;
import io.github.lanewise.device.Program;
import io.github.lanewise.device.Step;

/** Says for every step which kernel does it, and with what. */
public final class Translation {

  private final Launcher launcher;

  private Translation(Launcher launcher) {
    this.launcher = launcher;
  }

  /** Launches the kernels of every step, in order. */
  public static void of(Program program, Launcher launcher) {
    Translation translation = new Translation(launcher);
    program.steps().forEach(translation::translate);
  }

  private void translate(Step step) {
    switch (step) {
      case Step.ProductNN s -> plain(nn(s.a(), s.b(), s.c()), s.a(), s.b(), s.c());
      case Step.ProductTN s -> plain(tn(s.a(), s.b(), s.c()), s.a(), s.b(), s.c());
      case Step.ProductNT s -> plain(nt(s.a(), s.b(), s.c()), s.a(), s.b(), s.c());
      case Step.Activate s -> activate(s);
      case Step.Forward s -> forward(s);
      case Step.OutputDelta s -> outputDelta(s);
      case Step.Backward s -> backward(s);
      case Step.WeightGradient s -> weightGradient(s);
      case Step.Descend s -> descend(s);
    }
  }

  private void plain(int[] layout, Operand a, Operand b, Operand c) {
    product(layout, a, b, b, c, TiledProduct.PLAIN, DeviceMath.IDENTITY, 0);
  }

  private void activate(Step.Activate s) {
    launcher.activate(
        index(s.p()),
        index(s.q()),
        s.p().offset(),
        s.q().offset(),
        s.p().rows() * s.p().columns(),
        function(s.sigma()),
        s.sigma().slope());
  }

  private void forward(Step.Forward s) {
    int[] layout = nt(s.qBelow(), s.w(), s.q());
    if (s.bias() == null) {
      product(
          layout,
          s.qBelow(),
          s.w(),
          s.w(),
          s.q(),
          TiledProduct.ACTIVATION,
          function(s.sigma()),
          s.sigma().slope());
    } else {
      product(
          ProductLayout.withExtra(layout, s.bias().offset()),
          s.qBelow(),
          s.w(),
          s.bias(),
          s.q(),
          TiledProduct.BIAS_ACTIVATION,
          function(s.sigma()),
          s.sigma().slope());
    }
  }

  private void backward(Step.Backward s) {
    product(
        ProductLayout.withExtra(nn(s.delta(), s.w(), s.below()), s.qBelow().offset()),
        s.delta(),
        s.w(),
        s.qBelow(),
        s.below(),
        TiledProduct.DERIVATIVE,
        function(s.sigma()),
        s.sigma().slope());
  }

  private void weightGradient(Step.WeightGradient s) {
    int[] layout = tn(s.delta(), s.qBelow(), s.dW());
    plain(
        s.db() == null ? layout : ProductLayout.withColumnSums(layout, s.db().offset()),
        s.delta(),
        s.qBelow(),
        s.dW());
  }

  private void outputDelta(Step.OutputDelta s) {
    launcher.cost(
        CostLayout.of(
            s.q().rows(),
            s.q().columns(),
            s.q().offset(),
            s.y().offset(),
            s.rows().offset(),
            s.delta().offset(),
            s.costs().offset(),
            s.mean().offset()),
        index(s.q()),
        index(s.y()),
        index(s.rows()),
        index(s.delta()),
        index(s.costs()),
        index(s.mean()),
        cost(s.cost()),
        function(s.sigma()),
        s.sigma().slope());
  }

  private void descend(Step.Descend s) {
    launcher.descend(
        index(s.parameters()),
        index(s.gradient()),
        index(s.cost()),
        s.parameters().offset(),
        s.gradient().offset(),
        s.cost().offset(),
        s.parameters().rows() * s.parameters().columns(),
        s.rate());
  }

  private void product(
      int[] layout,
      Operand a,
      Operand b,
      Operand extra,
      Operand c,
      int epilogue,
      int function,
      float slope) {
    launcher.product(layout, index(a), index(b), index(extra), index(c), epilogue, function, slope);
  }

  private static int[] nn(Operand a, Operand b, Operand c) {
    return ProductLayout.nn(c.rows(), c.columns(), a.columns(), a.offset(), b.offset(), c.offset());
  }

  private static int[] tn(Operand a, Operand b, Operand c) {
    return ProductLayout.tn(c.rows(), c.columns(), a.rows(), a.offset(), b.offset(), c.offset());
  }

  private static int[] nt(Operand a, Operand b, Operand c) {
    return ProductLayout.nt(c.rows(), c.columns(), a.columns(), a.offset(), b.offset(), c.offset());
  }

  private static int index(Operand operand) {
    return operand.buffer().index();
  }

  private static int function(ElementFunction function) {
    return switch (function.kind()) {
      case IDENTITY -> DeviceMath.IDENTITY;
      case SIGMOID -> DeviceMath.SIGMOID;
      case TANH -> DeviceMath.TANH;
      case LEAKY_RELU -> DeviceMath.LEAKY_RELU;
    };
  }

  private static int cost(CostFunction cost) {
    return switch (cost) {
      case HALF_SQUARED_ERROR -> CostKernels.HALF_SQUARED_ERROR;
      case SOFTMAX_CROSS_ENTROPY -> CostKernels.SOFTMAX_CROSS_ENTROPY;
      case BINARY_CROSS_ENTROPY -> CostKernels.BINARY_CROSS_ENTROPY;
    };
  }
}
