package io.github.lanewise.nn;

import io.github.lanewise.Matrix;

/** One batch of rows, gathered from a larger matrix in any order. */
final class RowBuffer {

  private final Matrix full;
  private final Matrix[] firstRows;

  RowBuffer(int rows, int columns) {
    full = Matrix.zeros(rows, columns);
    firstRows = new Matrix[rows + 1];
  }

  /** Copies the rows of source that {@code order[first …]} names, and returns them as one view. */
  Matrix gather(Matrix source, int[] order, int first, int rows) {
    if (firstRows[rows] == null) {
      firstRows[rows] = full.rows(0, rows);
    }
    for (int i = 0; i < rows; i++) {
      System.arraycopy(
          source.data(),
          source.offset() + order[first + i] * source.stride(),
          full.data(),
          full.offset() + i * full.stride(),
          full.columns());
    }
    return firstRows[rows];
  }
}
