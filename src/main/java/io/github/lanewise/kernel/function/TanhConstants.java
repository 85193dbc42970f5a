package io.github.lanewise.kernel.function;

/**
 * The constants of tanh: tanh t ≈ t + t³·(T0 + T1·t² + … + T6·t¹²) for t ≤ 1. {@code
 * docs/functions.md} has the argument, the test tree the program that finds them.
 */
public final class TanhConstants {

  public static final float T0 = -0x1.55553cp-2f;
  public static final float T1 = 0x1.110be2p-3f;
  public static final float T2 = -0x1.b96222p-5f;
  public static final float T3 = 0x1.600992p-6f;
  public static final float T4 = -0x1.0460c6p-7f;
  public static final float T5 = 0x1.2da4fcp-9f;
  public static final float T6 = -0x1.77dd3ap-12f;

  /** From here on the form with the exponential is the more accurate one. */
  public static final float CROSSOVER = 1;

  /** ½·ln 2. */
  public static final float HALF_LN2 = 0x1.62e43p-2f;

  /** The bits of 9.05: from 9.02 on tanh rounds to 1. */
  static final int SATURATION_BITS = Float.floatToRawIntBits(9.05f);

  private TanhConstants() {}
}
