package io.github.lanewise.jmh;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A product as text, {@code NN:128x512x784}: which operand is transposed, then m × n × k. C is m×n;
 * NN is A·B, TN is Aᵀ·B, NT is A·Bᵀ. All are row-major; {@code NN:128x512x784:ld=1024} lays the
 * rows of each of the three 1024 elements apart.
 *
 * @param ld distance between the starts of two rows; 0 if no operand has gaps
 */
public record ProductShape(String transposition, int m, int n, int k, int ld) implements SuiteCase {

  private static final Pattern TEXT =
      Pattern.compile("(NN|TN|NT):(\\d+)x(\\d+)x(\\d+)(?::ld=(\\d+))?");

  /** Refuses rows that would overlap. */
  public ProductShape {
    int longest = Math.max(n, transposition.equals("TN") ? m : k);
    if (ld != 0 && ld < longest) {
      throw new IllegalArgumentException(
          "ld=%d is less than %d, the longest row of %s:%dx%dx%d"
              .formatted(ld, longest, transposition, m, n, k));
    }
  }

  public static ProductShape parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "shape %s is not like NN:128x512x784 or NN:128x512x784:ld=1024: NN, TN or NT, then m x n x k"
              .formatted(text));
    }
    return new ProductShape(
        matcher.group(1),
        Integer.parseInt(matcher.group(2)),
        Integer.parseInt(matcher.group(3)),
        Integer.parseInt(matcher.group(4)),
        matcher.group(5) == null ? 0 : Integer.parseInt(matcher.group(5)));
  }

  boolean transposesA() {
    return transposition.equals("TN");
  }

  boolean transposesB() {
    return transposition.equals("NT");
  }

  int rowsOfA() {
    return transposesA() ? k : m;
  }

  int columnsOfA() {
    return transposesA() ? m : k;
  }

  int rowsOfB() {
    return transposesB() ? n : k;
  }

  int columnsOfB() {
    return transposesB() ? k : n;
  }

  int lda() {
    return strided() ? ld : columnsOfA();
  }

  int ldb() {
    return strided() ? ld : columnsOfB();
  }

  int ldc() {
    return strided() ? ld : n;
  }

  /** Whether rows may have gaps between them. */
  boolean strided() {
    return ld != 0;
  }

  public boolean square() {
    return m == n && n == k && !strided();
  }

  @Override
  public double gflop() {
    return 2e-9 * m * n * k;
  }

  /** The same sizes and strides with another transposition. */
  ProductShape transposed(String other) {
    return new ProductShape(other, m, n, k, ld);
  }

  @Override
  public String toString() {
    return transposition + ":" + m + "x" + n + "x" + k + (strided() ? ":ld=" + ld : "");
  }
}
