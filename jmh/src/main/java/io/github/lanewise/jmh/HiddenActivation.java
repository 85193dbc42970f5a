package io.github.lanewise.jmh;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.math3.special.Erf;

/** The activations that {@code activation} names, in double. */
public enum HiddenActivation {
  SIGMOID {
    @Override
    double value(double p) {
      return 1 / (1 + Math.exp(-p));
    }

    @Override
    double derivative(double p, double q) {
      return q * (1 - q);
    }
  },
  RELU {
    @Override
    double value(double p) {
      return Math.max(p, 0);
    }

    @Override
    double derivative(double p, double q) {
      return q > 0 ? 1 : 0;
    }
  },
  TANH {
    @Override
    double value(double p) {
      return Math.tanh(p);
    }

    @Override
    double derivative(double p, double q) {
      return 1 - q * q;
    }
  },
  /** p·Φ(p), not the approximation by tanh. */
  GELU {
    @Override
    double value(double p) {
      return p * normal(p);
    }

    @Override
    double derivative(double p, double q) {
      return normal(p) + p * Math.exp(-p * p / 2) / Math.sqrt(2 * Math.PI);
    }

    private static double normal(double p) {
      return Erf.erfc(-p / Math.sqrt(2)) / 2;
    }
  };

  static HiddenActivation named(String name) {
    return Arrays.stream(values())
        .filter(activation -> activation.toString().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "activation=%s is not one of %s".formatted(name, Arrays.toString(values()))));
  }

  abstract double value(double p);

  /** At p, where q is the value. */
  abstract double derivative(double p, double q);

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
