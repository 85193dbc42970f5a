package io.github.lanewise.kernel;

/**
 * The right operand of products, copied once into the order in which an engine reads it.
 *
 * @param t {@code NN} if it is B, k×n, of A·B, {@code NT} if it is B, n×k, of A·Bᵀ
 * @param rows the operand row by row
 * @param offset element of {@code rows} at which it starts
 * @param stride of {@code rows}
 * @param panels the order of the engine's tiles; empty if it has none
 * @param chains the order of its tiles for the chains of {@link SumOrder#INTERLEAVED}, one after
 *     the other; empty if it has none
 */
public record PackedOperand(
    Transposition t,
    int n,
    int k,
    float[] rows,
    int offset,
    int stride,
    float[] panels,
    float[] chains) {

  /** How many bytes of numbers it holds. */
  public long bytes() {
    return (long) Float.BYTES * ((long) rows.length + panels.length + chains.length);
  }
}
