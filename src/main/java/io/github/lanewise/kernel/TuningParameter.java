package io.github.lanewise.kernel;

/**
 * What may be tuned: numbers on which the speed of products depends, and no result. Each has a
 * default that the code derives at the place where it is used; a {@link TuningProfile} replaces it.
 */
public enum TuningParameter {
  /** Bits of a vector. */
  VECTOR_BITS("vectorBits", 128, 512),

  /** Rows of the tile for large products. */
  TILE_ROWS("tileRows", 1, 12),

  /** Steps of k in a block. */
  KC("kc", 16, 4096),

  /** Rows of a block of A. */
  MC("mc", 1, 4096),

  /** Columns of a block of B. */
  NC("nc", 128, 4096),

  /** Rows of A from which copies of A and B pay. */
  ROWS_THAT_PAY("rowsThatPay", 1, 4096),

  /** Steps of k from which they pay. */
  STEPS_THAT_PAY("stepsThatPay", 1, 4096),

  /** Elements of B up to which it is read where it lies. */
  NEAR("near", 1, 1 << 24),

  /**
   * What it costs to turn an element of C, in elements of A or B that are transposed: it decides
   * which A·Bᵀ are computed as their transpose.
   */
  TURNING("turning", 0, 64),

  /** Multiply-adds a thread below which a second thread is not asked for. */
  WORTH_A_THREAD("worthAThread", 1 << 12, 1 << 28),

  /** Strips of C for each thread. */
  STRIPS_A_THREAD("stripsAThread", 1, 64);

  private final String key;
  private final int least;
  private final int most;

  TuningParameter(String key, int least, int most) {
    this.key = key;
    this.least = least;
    this.most = most;
  }

  /** What profiles call it. */
  public String key() {
    return key;
  }

  public int least() {
    return least;
  }

  public int most() {
    return most;
  }

  /** The parameter with this key, or null. */
  static TuningParameter of(String key) {
    for (TuningParameter parameter : values()) {
      if (parameter.key.equals(key)) {
        return parameter;
      }
    }
    return null;
  }

  /** Whether it can have this value. */
  boolean allows(int value) {
    boolean width = this != VECTOR_BITS || value == 128 || value == 256 || value == 512;
    return width && value >= least && value <= most;
  }
}
