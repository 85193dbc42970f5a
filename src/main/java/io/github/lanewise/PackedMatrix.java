package io.github.lanewise;

import io.github.lanewise.kernel.EngineChoice;
import io.github.lanewise.kernel.PackedOperand;
import io.github.lanewise.kernel.ProductKernels;
import io.github.lanewise.kernel.Transposition;

/**
 * The right operand of many products, copied once into the order in which they read it: for a
 * weight matrix that does not change, as in inference. {@link Gemm} then neither packs nor
 * transposes it again.
 *
 * <p>It may hold a row, too, which is added to every row of a product: the bias of a layer.
 *
 * <p>It is a copy: later changes of the matrix do not show. The copy takes two to three times the
 * memory of the matrix, see {@link #bytes}. Products with it have the bits of products with the
 * matrix. Immutable, so that any number of threads may use it at once.
 */
public final class PackedMatrix {

  private final PackedOperand operand;

  /** Null if there is none. */
  private final Matrix row;

  private PackedMatrix(PackedOperand operand, Matrix row) {
    this.operand = operand;
    this.row = row;
  }

  /** B, k×n, for A·B. */
  public static PackedMatrix of(Matrix b) {
    return pack(Transposition.NN, b.columns(), b.rows(), b, null);
  }

  /** B, n×k, for A·Bᵀ. */
  public static PackedMatrix ofTransposed(Matrix b) {
    return pack(Transposition.NT, b.rows(), b.columns(), b, null);
  }

  /**
   * B, k×n, for A·B + row: products add the 1×n row to every row when their terms are summed, and
   * have the bits of a product and {@link Elementwise#addRow} after it.
   *
   * @throws IllegalArgumentException if the row is not 1×n
   */
  public static PackedMatrix of(Matrix b, Matrix row) {
    checkRow("of", b, b.columns(), row);
    return pack(Transposition.NN, b.columns(), b.rows(), b, row);
  }

  /** B, n×k, for A·Bᵀ + row, likewise. */
  public static PackedMatrix ofTransposed(Matrix b, Matrix row) {
    checkRow("ofTransposed", b, b.rows(), row);
    return pack(Transposition.NT, b.rows(), b.columns(), b, row);
  }

  private static void checkRow(String name, Matrix b, int columns, Matrix row) {
    if (row.rows() != 1 || row.columns() != columns) {
      throw new IllegalArgumentException(
          "PackedMatrix.%s: B is %s and row is %s; row must be 1×%d"
              .formatted(name, b.shape(), row.shape(), columns));
    }
  }

  private static PackedMatrix pack(Transposition t, int n, int k, Matrix b, Matrix row) {
    float[] ofRow = row == null ? new float[0] : row.toArray();
    Matrix copy = row == null ? null : Matrix.row(ofRow);
    ProductKernels kernels = EngineChoice.current().engine().products();
    return new PackedMatrix(kernels.pack(t, n, k, b.data(), b.offset(), b.stride(), ofRow), copy);
  }

  /** k, as many columns as A must have. */
  public int terms() {
    return operand.k();
  }

  /** n, the columns of C. */
  public int columns() {
    return operand.n();
  }

  /** Whether it was made by {@link #ofTransposed}. */
  public boolean isTransposed() {
    return operand.t() == Transposition.NT;
  }

  /** Whether products add a row. */
  public boolean hasRow() {
    return row != null;
  }

  /** How many bytes of numbers it holds. */
  public long bytes() {
    return operand.bytes() + (hasRow() ? (long) Float.BYTES * operand.n() : 0);
  }

  PackedOperand operand() {
    return operand;
  }

  /** The row that products add, or null. */
  Matrix row() {
    return row;
  }

  /** As in {@code 784×512, packed for A·Bᵀ + row}. */
  @Override
  public String toString() {
    String product =
        isTransposed()
            ? "%d×%d, packed for A·Bᵀ".formatted(operand.n(), operand.k())
            : "%d×%d, packed for A·B".formatted(operand.k(), operand.n());
    return hasRow() ? product + " + row" : product;
  }
}
