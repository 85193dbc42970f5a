package io.github.lanewise.kit;

import io.github.lanewise.Matrix;
import java.util.Arrays;

/**
 * A matrix inside a larger array whose other cells, around it and between its rows, hold a pattern
 * that must survive.
 */
public final class Guarded {

  /** A NaN nobody computes by accident. */
  private static final int PATTERN = 0x7fc0_5afe;

  private final float[] data;
  private final Matrix matrix;

  private Guarded(float[] data, Matrix matrix) {
    this.data = data;
    this.matrix = matrix;
  }

  /** Elements NaN, row stride columns + gap, {@code margin} cells before and after. */
  public static Guarded of(int rows, int columns, int gap, int margin) {
    int stride = columns + gap;
    float[] data = new float[2 * margin + rows * stride];
    Arrays.fill(data, Float.intBitsToFloat(PATTERN));
    Matrix matrix = Matrix.wrap(data, margin, rows, columns, stride);
    matrix.fill(Float.NaN);
    return new Guarded(data, matrix);
  }

  public Matrix matrix() {
    return matrix;
  }

  /** Throws {@link AssertionError} naming the first cell outside the matrix that was written. */
  public void check() {
    for (int index = 0; index < data.length; index++) {
      if (!inside(index) && Float.floatToRawIntBits(data[index]) != PATTERN) {
        throw new AssertionError(
            "cell %d outside the %s matrix at offset %d with stride %d was written: %s"
                .formatted(index, matrix.shape(), matrix.offset(), matrix.stride(), data[index]));
      }
    }
  }

  private boolean inside(int index) {
    int relative = index - matrix.offset();
    if (relative < 0 || matrix.columns() == 0) {
      return false;
    }
    return relative / matrix.stride() < matrix.rows()
        && relative % matrix.stride() < matrix.columns();
  }
}
