package io.github.lanewise.nn;

import io.github.lanewise.Elementwise;
import io.github.lanewise.Matrix;

/** The activations with kernels of their own. Their double forms serve {@link GradientCheck}. */
final class FusedActivations {

  private FusedActivations() {}

  record Identity() implements Activation {

    @Override
    public String name() {
      return "identity";
    }

    @Override
    public double value(double p) {
      return p;
    }

    @Override
    public double derivative(double p) {
      return 1;
    }

    @Override
    public void apply(Matrix p, Matrix q) {
      Elementwise.copy(p, q);
    }

    @Override
    public void backward(Matrix p, Matrix q, Matrix delta, Matrix out) {
      Elementwise.copy(delta, out);
    }
  }

  record Sigmoid() implements Activation {

    @Override
    public String name() {
      return "sigmoid";
    }

    @Override
    public double value(double p) {
      return logistic(p);
    }

    /** e⁻|ᵖ| / (1 + e⁻|ᵖ|)², equal to q(1 − q) without its cancellation at large p. */
    @Override
    public double derivative(double p) {
      double e = StrictMath.exp(-Math.abs(p));
      return e / ((1 + e) * (1 + e));
    }

    @Override
    public void apply(Matrix p, Matrix q) {
      Elementwise.sigmoid(p, q);
    }

    @Override
    public void backward(Matrix p, Matrix q, Matrix delta, Matrix out) {
      Elementwise.sigmoidBackward(q, delta, out);
    }
  }

  record Tanh() implements Activation {

    @Override
    public String name() {
      return "tanh";
    }

    @Override
    public double value(double p) {
      return StrictMath.tanh(p);
    }

    /** 1 / cosh² p, equal to 1 − q² without its cancellation at large |p|. */
    @Override
    public double derivative(double p) {
      double cosh = StrictMath.cosh(p);
      return 1 / (cosh * cosh);
    }

    @Override
    public void apply(Matrix p, Matrix q) {
      Elementwise.tanh(p, q);
    }

    @Override
    public void backward(Matrix p, Matrix q, Matrix delta, Matrix out) {
      Elementwise.tanhBackward(q, delta, out);
    }
  }

  record Relu() implements Activation {

    @Override
    public String name() {
      return "relu";
    }

    @Override
    public double value(double p) {
      return Math.max(p, 0);
    }

    @Override
    public double derivative(double p) {
      return p > 0 ? 1 : 0;
    }

    @Override
    public boolean hasKinkBetween(double a, double b) {
      return a > 0 != b > 0;
    }

    @Override
    public void apply(Matrix p, Matrix q) {
      Elementwise.relu(p, q);
    }

    @Override
    public void backward(Matrix p, Matrix q, Matrix delta, Matrix out) {
      Elementwise.reluBackward(q, delta, out);
    }
  }

  record LeakyRelu(float slope) implements Activation {

    LeakyRelu {
      if (!(slope >= 0 && slope < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "Activation.leakyRelu: slope %s is not a finite number ≥ 0".formatted(slope));
      }
    }

    @Override
    public String name() {
      return "leakyRelu(" + slope + ")";
    }

    @Override
    public double value(double p) {
      return p > 0 ? p : slope * p;
    }

    @Override
    public double derivative(double p) {
      return p > 0 ? 1 : slope;
    }

    @Override
    public boolean hasKinkBetween(double a, double b) {
      return a > 0 != b > 0;
    }

    @Override
    public void apply(Matrix p, Matrix q) {
      Elementwise.leakyRelu(slope, p, q);
    }

    @Override
    public void backward(Matrix p, Matrix q, Matrix delta, Matrix out) {
      Elementwise.leakyReluBackward(slope, q, delta, out);
    }
  }

  record Softplus() implements Activation {

    @Override
    public String name() {
      return "softplus";
    }

    @Override
    public double value(double p) {
      return Math.max(p, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(p)));
    }

    @Override
    public double derivative(double p) {
      return logistic(p);
    }

    @Override
    public void apply(Matrix p, Matrix q) {
      Elementwise.softplus(p, q);
    }

    @Override
    public void backward(Matrix p, Matrix q, Matrix delta, Matrix out) {
      Elementwise.softplusBackward(p, delta, out);
    }
  }

  record Silu() implements Activation {

    @Override
    public String name() {
      return "silu";
    }

    @Override
    public double value(double p) {
      return p == Double.NEGATIVE_INFINITY ? -0.0 : p * logistic(p);
    }

    @Override
    public double derivative(double p) {
      return Double.isInfinite(p) ? logistic(p) : logistic(p) * (1 + p * logistic(-p));
    }

    @Override
    public void apply(Matrix p, Matrix q) {
      Elementwise.silu(p, q);
    }

    @Override
    public void backward(Matrix p, Matrix q, Matrix delta, Matrix out) {
      Elementwise.siluBackward(p, delta, out);
    }
  }

  record Gelu() implements Activation {

    @Override
    public String name() {
      return "gelu";
    }

    @Override
    public double value(double p) {
      return p == Double.NEGATIVE_INFINITY ? -0.0 : p * Normal.distribution(p);
    }

    @Override
    public double derivative(double p) {
      return Normal.distribution(p) + (Double.isInfinite(p) ? 0 : p * Normal.density(p));
    }

    @Override
    public void apply(Matrix p, Matrix q) {
      Elementwise.gelu(p, q);
    }

    @Override
    public void backward(Matrix p, Matrix q, Matrix delta, Matrix out) {
      Elementwise.geluBackward(p, delta, out);
    }
  }

  /** 1/(1 + e⁻ᵖ), which keeps its relative accuracy where it is small. */
  private static double logistic(double p) {
    double e = StrictMath.exp(-Math.abs(p));
    return (p < 0 ? e : 1) / (1 + e);
  }
}
