package io.github.lanewise.jmh;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A product as text, {@code NN:128x512x784}: which operand is transposed, then m × n × k. C is m×n;
 * NN is A·B, TN is Aᵀ·B, NT is A·Bᵀ.
 */
record ProductShape(String transposition, int m, int n, int k) {

  private static final Pattern TEXT = Pattern.compile("(NN|TN|NT):(\\d+)x(\\d+)x(\\d+)");

  static ProductShape parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "shape %s is not like NN:128x512x784: NN, TN or NT, then m x n x k".formatted(text));
    }
    return new ProductShape(
        matcher.group(1),
        Integer.parseInt(matcher.group(2)),
        Integer.parseInt(matcher.group(3)),
        Integer.parseInt(matcher.group(4)));
  }

  boolean transposesA() {
    return transposition.equals("TN");
  }

  boolean transposesB() {
    return transposition.equals("NT");
  }

  double gflop() {
    return 2e-9 * m * n * k;
  }
}
