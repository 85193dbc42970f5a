package io.github.lanewise;

import io.github.lanewise.kernel.AlignedArray;
import java.util.Arrays;
import java.util.Objects;

/**
 * A row-major matrix of floats: element (i, j) lies at {@code data[offset + i·stride + j]}.
 *
 * <p>A matrix is a view. It owns no memory of its own, so {@link #view} and {@link #wrap} copy
 * nothing, and a change through one view is seen through every other. Views that are handed to an
 * operation as its output may not overlap an input unless the operation says so.
 *
 * <p>The shape is immutable; the elements are not. Concurrent reads are safe; a write needs the
 * same care as a write to a plain array.
 */
public final class Matrix {

  /** Elements of an array that is large enough for {@link #aligned} in heaps of up to 16 GiB. */
  private static final int LARGE = 1 << 20;

  private final float[] data;
  private final int offset;
  private final int rows;
  private final int columns;
  private final int stride;

  private Matrix(float[] data, int offset, int rows, int columns, int stride) {
    this.data = data;
    this.offset = offset;
    this.rows = rows;
    this.columns = columns;
    this.stride = stride;
  }

  /**
   * A new rows × columns matrix of +0. From 2¹⁸ elements on it does not begin at element 0 of its
   * array, but most likely at a cache line, as {@link #aligned} does.
   *
   * @throws IllegalArgumentException if a size is negative, or no array can hold that many elements
   */
  public static Matrix zeros(int rows, int columns) {
    checkShape(rows, columns, columns);
    int offset = (long) rows * columns < AlignedArray.LARGE ? 0 : AlignedArray.FIRST;
    float[] data = new float[lastIndex(offset, rows, columns, columns)];
    return new Matrix(data, offset, rows, columns, columns);
  }

  /**
   * A new rows × columns matrix of +0 for operands that are read often, at the price of at least 4
   * MiB: where the garbage collector starts large arrays at a cache line and their elements 16
   * bytes later, as G1 does, element (0, 0) starts a cache line too, and every row does if the
   * stride is a multiple of 16. Products read such operands up to a quarter faster, to the same
   * bits.
   *
   * @param stride distance between the starts of two rows, at least {@code columns}
   */
  public static Matrix aligned(int rows, int columns, int stride) {
    checkShape(rows, columns, stride);
    int length = Math.max(lastIndex(AlignedArray.FIRST, rows, columns, stride), LARGE);
    return new Matrix(new float[length], AlignedArray.FIRST, rows, columns, stride);
  }

  /** A copy of the given rows, which must all have one length. No rows gives a 0×0 matrix. */
  public static Matrix of(float[]... rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    Matrix matrix = zeros(rows.length, columns);
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != columns) {
        throw new IllegalArgumentException(
            "Matrix.of: row 0 has %d columns and row %d has %d"
                .formatted(columns, i, rows[i].length));
      }
      System.arraycopy(rows[i], 0, matrix.data, matrix.offset + i * columns, columns);
    }
    return matrix;
  }

  /**
   * A view of the whole array as rows × columns, without a gap: {@code data.length} must be
   * rows·columns.
   */
  public static Matrix wrap(float[] data, int rows, int columns) {
    if ((long) rows * columns != data.length) {
      throw new IllegalArgumentException(
          "Matrix.wrap: an array of %d elements is not %d×%d"
              .formatted(data.length, rows, columns));
    }
    return wrap(data, 0, rows, columns, columns);
  }

  /**
   * A view of part of an array.
   *
   * @param stride distance between the starts of two rows, at least {@code columns}
   * @throws IllegalArgumentException if a size is negative, the stride is below the columns, or an
   *     element would lie outside the array
   */
  public static Matrix wrap(float[] data, int offset, int rows, int columns, int stride) {
    Objects.requireNonNull(data, "data");
    checkShape(rows, columns, stride);
    long end = end(offset, rows, columns, stride);
    if (offset < 0 || end > data.length) {
      throw new IllegalArgumentException(
          "Matrix.wrap: %d×%d at offset %d with stride %d needs elements %d to %d of an array of %d"
              .formatted(rows, columns, offset, stride, offset, end, data.length));
    }
    return new Matrix(data, offset, rows, columns, stride);
  }

  /** A 1×n view of the whole array. */
  public static Matrix row(float... values) {
    return wrap(values, 1, values.length);
  }

  /**
   * One row per label with 1 at the label and 0 elsewhere. A label outside 0 … classes−1 is an
   * {@link IllegalArgumentException}.
   */
  public static Matrix oneHot(int[] labels, int classes) {
    Matrix matrix = zeros(labels.length, classes);
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new IllegalArgumentException(
            "Matrix.oneHot: label %d of row %d is outside 0 to %d"
                .formatted(labels[i], i, classes - 1));
      }
      matrix.set(i, labels[i], 1);
    }
    return matrix;
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  /** Distance in elements between the starts of two rows. */
  public int stride() {
    return stride;
  }

  /** Index in {@link #data} of element (0, 0). */
  public int offset() {
    return offset;
  }

  /** The array itself, not a copy; it may hold more than this matrix. */
  public float[] data() {
    return data;
  }

  /** Element (i, j). Throws {@link IndexOutOfBoundsException} outside the shape. */
  public float get(int i, int j) {
    return data[index(i, j)];
  }

  /** Sets element (i, j). Throws {@link IndexOutOfBoundsException} outside the shape. */
  public void set(int i, int j, float value) {
    data[index(i, j)] = value;
  }

  private int index(int i, int j) {
    return offset + Objects.checkIndex(i, rows) * stride + Objects.checkIndex(j, columns);
  }

  /** The rows × columns part that starts at (row, column), sharing this matrix's elements. */
  public Matrix view(int row, int column, int rows, int columns) {
    if (row < 0
        || column < 0
        || rows < 0
        || columns < 0
        || row > this.rows - rows
        || column > this.columns - columns) {
      throw new IllegalArgumentException(
          "Matrix.view: %d×%d at (%d, %d) is not inside %s"
              .formatted(rows, columns, row, column, shape()));
    }
    int start = rows == 0 || columns == 0 ? offset : offset + row * stride + column;
    return new Matrix(data, start, rows, columns, stride);
  }

  /** {@code count} whole rows from {@code first} on, sharing this matrix's elements. */
  public Matrix rows(int first, int count) {
    return view(first, 0, count, columns);
  }

  /** Sets every element. */
  public void fill(float value) {
    for (int i = 0; i < rows; i++) {
      int start = offset + i * stride;
      Arrays.fill(data, start, start + columns, value);
    }
  }

  /**
   * Copies the elements of a matrix of the same shape into this one; the two may be the same view,
   * but not overlap otherwise.
   */
  public void copyFrom(Matrix source) {
    if (source.rows != rows || source.columns != columns) {
      throw new IllegalArgumentException(
          "Matrix.copyFrom: the source is %s and the target is %s"
              .formatted(source.shape(), shape()));
    }
    for (int i = 0; i < rows; i++) {
      System.arraycopy(
          source.data, source.offset + i * source.stride, data, offset + i * stride, columns);
    }
  }

  /** A copy without gaps between the rows. */
  public Matrix copy() {
    Matrix copy = zeros(rows, columns);
    copy.copyFrom(this);
    return copy;
  }

  /** A transposed copy. No operation of this library needs it: see {@link Gemm}. */
  public Matrix transposed() {
    Matrix result = zeros(columns, rows);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        result.data[result.offset + j * rows + i] = data[offset + i * stride + j];
      }
    }
    return result;
  }

  /** The elements row by row, copied. */
  public float[] toArray() {
    Matrix copy = wrap(new float[lastIndex(0, rows, columns, columns)], rows, columns);
    copy.copyFrom(this);
    return copy.data;
  }

  /**
   * Whether the rows follow each other without a gap, so that the elements are one run of the
   * array.
   */
  public boolean isContiguous() {
    return stride == columns || rows <= 1;
  }

  /** The shape in words, as in {@code 3×4}. */
  public String shape() {
    return rows + "×" + columns;
  }

  /** Whether the two views have an element in common. */
  public boolean overlaps(Matrix other) {
    if (data != other.data || rows == 0 || columns == 0 || other.rows == 0 || other.columns == 0) {
      return false;
    }
    if (end(offset, rows, columns, stride) <= other.offset
        || end(other.offset, other.rows, other.columns, other.stride) <= offset) {
      return false;
    }
    return interleaves(other);
  }

  /**
   * The spans cross. With equal strides the column ranges decide; otherwise each row is compared.
   */
  private boolean interleaves(Matrix other) {
    for (int i = 0; i < rows; i++) {
      long start = (long) offset + (long) i * stride;
      long firstRow =
          Math.max(
              0,
              Math.floorDiv(start - other.offset - other.columns + 1, Math.max(1, other.stride)));
      for (long r = firstRow; r < other.rows; r++) {
        long otherStart = other.offset + r * other.stride;
        if (otherStart >= start + columns) {
          break;
        }
        if (otherStart + other.columns > start) {
          return true;
        }
      }
    }
    return false;
  }

  /** The first rows and columns, shortened: for people, not for parsing. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(shape());
    for (int i = 0; i < Math.min(rows, 8); i++) {
      text.append(i == 0 ? " [" : ", [");
      for (int j = 0; j < Math.min(columns, 8); j++) {
        text.append(j == 0 ? "" : ", ").append(get(i, j));
      }
      text.append(columns > 8 ? ", …]" : "]");
    }
    return text.append(rows > 8 ? ", …" : "").toString();
  }

  private static void checkShape(int rows, int columns, int stride) {
    if (rows < 0 || columns < 0) {
      throw new IllegalArgumentException("Matrix: %d×%d is not a shape".formatted(rows, columns));
    }
    if (stride < columns) {
      throw new IllegalArgumentException(
          "Matrix: stride %d is below the %d columns".formatted(stride, columns));
    }
  }

  private static long end(int offset, int rows, int columns, int stride) {
    return rows == 0 || columns == 0 ? offset : offset + (rows - 1L) * stride + columns;
  }

  private static int lastIndex(int offset, int rows, int columns, int stride) {
    long end = end(offset, rows, columns, stride);
    if (end > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "Matrix: %d×%d has more elements than an array can hold".formatted(rows, columns));
    }
    return (int) end;
  }
}
