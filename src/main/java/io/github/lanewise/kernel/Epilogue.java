package io.github.lanewise.kernel;

/** What a product does with its sums before it stores them. */
public enum Epilogue {
  NONE,
  /** Adds the row that was packed with the right operand: c(i,j) = sum(i,j) + row(j). */
  ADD_ROW,
  /** Then stores +0 for what is at most 0: c(i,j) = max(sum(i,j) + row(j), +0). */
  ADD_ROW_RELU
}
