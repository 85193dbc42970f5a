package io.github.lanewise.nn;

import io.github.lanewise.Descent;
import io.github.lanewise.Matrix;

/** See {@link Optimiser#adamW(float, float, float, float, float)}. */
record Adam(float learningRate, float beta1, float beta2, float epsilon, float weightDecay)
    implements Optimiser {

  @Override
  public int statePerParameter() {
    return 2;
  }

  @Override
  public ElementwiseRule start(int size) {
    return new Rule(this, size);
  }

  /**
   * With r = √(1 − β₂ᵗ) and s = 1 − β₁ᵗ the textbook's step η·(m/s)/(√v/r + ε) + η·λ·w is
   * η·(r/s)·[m/(√v + ε·r) + λ·(s/r)·w]: the corrections of all elements go into three numbers.
   */
  private static final class Rule implements ElementwiseRule {

    private final Adam adam;
    private final Matrix m;
    private final Matrix v;

    /** β₁ᵗ and β₂ᵗ by repeated multiplication, whose bits are the same everywhere. */
    private double power1 = 1;

    private double power2 = 1;

    private float rate;
    private float decay;
    private float epsilon;

    Rule(Adam adam, int size) {
      this.adam = adam;
      this.m = Matrix.zeros(1, size);
      this.v = Matrix.zeros(1, size);
    }

    @Override
    public void begin() {
      power1 *= adam.beta1;
      power2 *= adam.beta2;
      double s = 1 - power1;
      double r = Math.sqrt(1 - power2);
      rate = (float) (adam.learningRate * (r / s));
      decay = (float) (adam.weightDecay * (s / r));
      epsilon = (float) (adam.epsilon * r);
    }

    @Override
    public void update(int first, Matrix parameters, Matrix gradient) {
      Descent.adam(rate, decay, adam.beta1, adam.beta2, epsilon, first, gradient, m, v, parameters);
    }
  }
}
