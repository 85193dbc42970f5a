package io.github.lanewise;

import io.github.lanewise.kernel.EngineChoice;
import io.github.lanewise.kernel.PackedOperand;
import io.github.lanewise.kernel.Transposition;

/**
 * The right operand of many products, copied once into the order in which they read it: for a
 * weight matrix that does not change, as in inference. {@link Gemm} then neither packs nor
 * transposes it again.
 *
 * <p>It is a copy: later changes of the matrix do not show. The copy takes two to three times the
 * memory of the matrix, see {@link #bytes}. Products with it have the bits of products with the
 * matrix. Immutable, so that any number of threads may use it at once.
 */
public final class PackedMatrix {

  private final PackedOperand operand;

  private PackedMatrix(PackedOperand operand) {
    this.operand = operand;
  }

  /** B, k×n, for A·B. */
  public static PackedMatrix of(Matrix b) {
    return pack(Transposition.NN, b.columns(), b.rows(), b);
  }

  /** B, n×k, for A·Bᵀ. */
  public static PackedMatrix ofTransposed(Matrix b) {
    return pack(Transposition.NT, b.rows(), b.columns(), b);
  }

  private static PackedMatrix pack(Transposition t, int n, int k, Matrix b) {
    return new PackedMatrix(
        EngineChoice.current().engine().products().pack(t, n, k, b.data(), b.offset(), b.stride()));
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

  /** How many bytes of numbers it holds. */
  public long bytes() {
    return operand.bytes();
  }

  PackedOperand operand() {
    return operand;
  }

  /** As in {@code 784×512, packed for A·Bᵀ}. */
  @Override
  public String toString() {
    return isTransposed()
        ? "%d×%d, packed for A·Bᵀ".formatted(operand.n(), operand.k())
        : "%d×%d, packed for A·B".formatted(operand.k(), operand.n());
  }
}
