package io.github.lanewise.examples;

import io.github.lanewise.nn.Optimiser;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Options that say by what rule a network is trained. */
final class OptimiserOptions {

  /** Rules by the names that the option takes, with the rate that suits them most often. */
  enum Name {
    sgd(0.5f),
    momentum(0.05f),
    nesterov(0.05f),
    adam(0.001f),
    adamw(0.001f);

    private final float rate;

    Name(float rate) {
      this.rate = rate;
    }
  }

  @Option(
      names = "--optimiser",
      paramLabel = "NAME",
      defaultValue = "sgd",
      description = "How a gradient changes the weights: ${COMPLETION-CANDIDATES}.")
  private Name name;

  @Option(
      names = "--rate",
      paramLabel = "X",
      description =
          "Learning rate. By default 0.5; 0.05 for momentum and nesterov, 0.001 for adam and"
              + " adamw.")
  private Float rate;

  @Option(
      names = "--momentum",
      paramLabel = "X",
      description = "Of momentum and nesterov, from 0 to below 1; by default 0.9.")
  private Float momentum;

  @Option(
      names = "--beta1",
      paramLabel = "X",
      description = "Of adam and adamw, from 0 to below 1; by default 0.9.")
  private Float beta1;

  @Option(
      names = "--beta2",
      paramLabel = "X",
      description = "Of adam and adamw, from 0 to below 1; by default 0.999.")
  private Float beta2;

  @Option(
      names = "--epsilon",
      paramLabel = "X",
      description = "Of adam and adamw, above 0; by default 1e-8.")
  private Float epsilon;

  @Option(
      names = "--weight-decay",
      paramLabel = "X",
      description = "Of sgd, by default 0, and adamw, by default 0.01.")
  private Float weightDecay;

  /**
   * @throws IllegalArgumentException if an option is not one of this rule, or has a wrong value
   */
  Optimiser optimiser() {
    refuse("--momentum", momentum, Name.momentum, Name.nesterov);
    refuse("--beta1", beta1, Name.adam, Name.adamw);
    refuse("--beta2", beta2, Name.adam, Name.adamw);
    refuse("--epsilon", epsilon, Name.adam, Name.adamw);
    refuse("--weight-decay", weightDecay, Name.sgd, Name.adamw);
    float mu = or(momentum, 0.9f);
    float b1 = or(beta1, 0.9f);
    float b2 = or(beta2, 0.999f);
    float e = or(epsilon, 1e-8f);
    return switch (name) {
      case sgd -> Optimiser.sgd(rate(), or(weightDecay, 0));
      case momentum -> Optimiser.momentum(rate(), mu);
      case nesterov -> Optimiser.nesterov(rate(), mu);
      case adam -> Optimiser.adam(rate(), b1, b2, e);
      case adamw -> Optimiser.adamW(rate(), b1, b2, e, or(weightDecay, 0.01f));
    };
  }

  private void refuse(String option, Float value, Name... rules) {
    if (value != null && !List.of(rules).contains(name)) {
      throw new IllegalArgumentException(
          "%s is for --optimiser %s and %s, and not for %s"
              .formatted(option, rules[0], rules[1], name));
    }
  }

  float rate() {
    return or(rate, name.rate);
  }

  private static float or(Float value, float otherwise) {
    return value == null ? otherwise : value;
  }

  /** Whether it is gradient descent without more, which {@link NaiveNetwork} and devices know. */
  boolean isPlain() {
    return name == Name.sgd && or(weightDecay, 0) == 0;
  }

  /** Whether a step depends on more of those before it than the weights. */
  boolean remembers() {
    return optimiser().statePerParameter() > 0;
  }

  /** As in {@code sgd} or {@code sgd with weight decay 0.01}. */
  @Override
  public String toString() {
    String rule = name.toString();
    return weightDecay == null
        ? rule
        : String.format(Locale.ROOT, "%s with weight decay %s", rule, weightDecay);
  }
}
