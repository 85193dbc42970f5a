package io.github.lanewise.kernel.function;

/**
 * A function of t ≥ 0 as polynomials, one for each of eight intervals: f(t) ≈ c₀ + c₁s + … with s =
 * t − centre, which is exact. The interval is numbered by the exponent of d = scale·t + 1 and the
 * first bit of its fraction, so that intervals grow with t, two to each power of two of d.
 *
 * <p>A centre is chosen such that f is nearly a float there: c₀ then needs no second float.
 */
public final class Pieces {

  /** The bits of d that do not count. */
  private static final int IGNORED = 22;

  private static final int FIRST = Float.floatToRawIntBits(1) >> IGNORED;

  private final float scale;
  private final Table[] columns;

  /**
   * @param numbers centre and c₀ to c_degree of each interval, beginning with that of t = 0
   */
  Pieces(float scale, int degree, float[] numbers) {
    this.scale = scale;
    this.columns = new Table[degree + 2];
    for (int c = 0; c < columns.length; c++) {
      float[] entries = new float[Table.SIZE];
      for (int r = 0; r < Table.SIZE; r++) {
        entries[FIRST + r & Table.SIZE - 1] = numbers[r * columns.length + c];
      }
      columns[c] = new Table(entries);
    }
  }

  /** The d at which an interval begins. */
  public static float beginning(int row) {
    return Float.intBitsToFloat(FIRST + row << IGNORED);
  }

  /** The polynomial for an argument. */
  Piece at(Value t) {
    Value index = t.fma(scale, 1).bits().shiftRight(IGNORED);
    Value[] entries = new Value[columns.length];
    for (int c = 0; c < columns.length; c++) {
      entries[c] = index.lookup(columns[c]);
    }
    return new Piece(t.minus(entries[0]), entries);
  }

  /**
   * @param s t − centre
   * @param entries centre, c₀, c₁, …
   */
  record Piece(Value s, Value[] entries) {

    Value constant() {
      return entries[1];
    }

    /** c₁ + c₂s + …. */
    Value slope() {
      Value sum = entries[entries.length - 1];
      for (int k = entries.length - 2; k >= 2; k--) {
        sum = sum.fma(s, entries[k]);
      }
      return sum;
    }
  }
}
