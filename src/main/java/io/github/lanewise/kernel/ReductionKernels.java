package io.github.lanewise.kernel;

/**
 * Reductions in an order that position alone fixes. See {@link ElementwiseKernels}.
 *
 * <p>A rows × columns matrix has 16 chains. Chain c starts at +0 and takes the elements of the
 * columns j ≡ c (mod 16), row after row, the columns of a row ascending. With s₀ … s₁₅ their ends,
 * the result is that of three halvings and a sum, s_c ← s_c + s_(c+8) for c &lt; 8, s_c ← s_c +
 * s_(c+4) for c &lt; 4, s_c ← s_c + s_(c+2) for c &lt; 2, s₀ + s₁.
 */
public interface ReductionKernels {

  /** How many chains a sum has. */
  int CHAINS = SumOrder.CHAINS;

  /** Σ x, each step of a chain an addition. */
  float sum(int rows, int columns, float[] x, int xo, int stride);

  /** Σ x·y, each step of a chain an fma(x, y, chain). */
  float dot(int rows, int columns, float[] x, int xo, int xStride, float[] y, int yo, int yStride);

  /** sums(j) = ((+0 + x(0,j)) + x(1,j)) + …. */
  void columnSums(int rows, int columns, float[] x, int xo, int stride, float[] sums, int so);

  /** x(i,j) += row(j), of which the column sums are the derivative by the row. */
  void addRow(int rows, int columns, float[] x, int xo, int stride, float[] row, int ro);

  /**
   * The largest element that is no NaN, −∞ if there is none. Which zero it is of several is open.
   */
  float max(int n, float[] x, int xo);
}
