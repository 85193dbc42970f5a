package io.github.lanewise.kernel.function;

/**
 * The constants of eˣ, which σ and tanh share, as the one source for both engines.
 *
 * <p>x = n·ln 2 + r with n = round(x·log₂e), so |r| ≤ ½·ln 2, and eʳ ≈ 1 + r + r²·(C2 + C3·r +
 * C4·r² + C5·r³ + C6·r⁴). {@code docs/functions.md} has the argument, the test tree the program
 * that finds C2 to C6.
 */
public final class ExpConstants {

  /** log₂e. */
  public static final float LOG2_E = 0x1.715476p+0f;

  /** ln 2 to 15 significant bits, so that n times it is exact for |n| ≤ 2⁹. */
  public static final float LN2_HIGH = 0x1.62e4p-1f;

  /** What is missing: ln 2 − LN2_HIGH. */
  public static final float LN2_LOW = 0x1.7f7d1cp-20f;

  public static final float C2 = 0x1.fffffcp-2f;
  public static final float C3 = 0x1.555492p-3f;
  public static final float C4 = 0x1.5558f2p-5f;
  public static final float C5 = 0x1.1239d6p-7f;
  public static final float C6 = 0x1.6a2448p-10f;

  /**
   * 1.5·2²³: a float of this size has no fraction bits, so that adding it rounds to an integer, and
   * the integer stands in the low bits of the sum. Integers added to it appear there as well.
   */
  static final float ROUNDER = 0x1.8p23f;

  /** Float's exponent bias. */
  static final int BIAS = 127;

  /** Bits below the exponent. */
  static final int MANTISSA_BITS = 23;

  /** Added to an exponent, what sets the sign: −2ⁿ. */
  static final int SIGN_ABOVE_EXPONENT = 256;

  static final int SIGN_BIT = 0x8000_0000;

  /** For |x| below it eˣ is a normal float, and so is 2ⁿ. */
  static final float NORMAL = 87;

  /** Above it eˣ rounds to infinity: the largest float below 128·ln 2. */
  static final float EXP_OVERFLOW = 0x1.62e42ep+6f;

  /** Below it eˣ rounds to 0, being less than half the least subnormal, 2⁻¹⁵⁰. */
  static final float EXP_UNDERFLOW = -104;

  private ExpConstants() {}
}
