package io.github.lanewise.kit;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * A function in double over a block of neighbouring floats, by the Chebyshev series through 20 of
 * its values: for functions that take hundreds of nanoseconds, to be compared on every float.
 *
 * <pre>
 * f(x) ≈ c₀/2 + Σ cₖ Tₖ(t),   t = (x − middle)/half,   cₖ = 2/20 Σⱼ f(xⱼ) cos(πk(j + ½)/20)
 * </pre>
 *
 * Where its last terms are not small, or a value is not finite, f itself is called.
 */
public final class BlockOracle {

  private static final int TERMS = 20;

  /** The last three terms, beside the largest: a thousandth of what a comparison can see. */
  private static final double SMALL = 1e-13;

  /** Floats of a block. */
  public static final int BLOCK = 1 << 16;

  private BlockOracle() {}

  /** The floats with these bits and the next. */
  public static float[] block(int firstBits) {
    float[] x = new float[BLOCK];
    for (int i = 0; i < BLOCK; i++) {
      x[i] = Float.intBitsToFloat(firstBits + i);
    }
    return x;
  }

  /** f at every x, which lie between the first and the last. */
  public static double[] values(DoubleUnaryOperator f, float[] x) {
    double first = x[0];
    double last = x[x.length - 1];
    double middle = (first + last) / 2;
    double half = (last - first) / 2;
    double[] c = coefficients(f, middle, half);
    double largest = Arrays.stream(c).map(Math::abs).max().orElseThrow();
    double left = Math.abs(c[TERMS - 3]) + Math.abs(c[TERMS - 2]) + Math.abs(c[TERMS - 1]);
    double[] y = new double[x.length];
    if (half != 0 && left <= SMALL * largest) {
      for (int i = 0; i < y.length; i++) {
        y[i] = clenshaw(c, (x[i] - middle) / half);
      }
    } else {
      for (int i = 0; i < y.length; i++) {
        y[i] = f.applyAsDouble(x[i]);
      }
    }
    return y;
  }

  private static double[] coefficients(DoubleUnaryOperator f, double middle, double half) {
    double[] c = new double[TERMS];
    for (int j = 0; j < TERMS; j++) {
      double angle = Math.PI * (j + 0.5) / TERMS;
      double value = f.applyAsDouble(middle + half * Math.cos(angle));
      for (int k = 0; k < TERMS; k++) {
        c[k] += 2.0 / TERMS * value * Math.cos(k * angle);
      }
    }
    return c;
  }

  private static double clenshaw(double[] c, double t) {
    double b1 = 0;
    double b2 = 0;
    for (int k = TERMS - 1; k > 0; k--) {
      double b = 2 * t * b1 - b2 + c[k];
      b2 = b1;
      b1 = b;
    }
    return t * b1 - b2 + c[0] / 2;
  }
}
