package io.github.lanewise.nn;

/**
 * Names one parameter of a network: an element of W_l or, if {@code bias}, of b_l.
 *
 * @param layer l, counted from 1
 * @param row the row of W_l, which is the output it leads to; 0 for a bias
 * @param column the column of W_l, which is the input it comes from, or the index in b_l
 */
public record ParameterPosition(int layer, boolean bias, int row, int column) {

  /** As in {@code W2(3, 17)} or {@code b2(5)}. */
  @Override
  public String toString() {
    return bias ? "b%d(%d)".formatted(layer, column) : "W%d(%d, %d)".formatted(layer, row, column);
  }
}
