package io.github.lanewise.kernel.function;

/**
 * The constants of ln(1+f) ≈ f − ½f² + f³·(L3 + L4·f + … + L10·f⁷) on −¼ ≤ f ≤ ½, which ln and
 * softplus share. {@code docs/functions.md} has the argument, the test tree the program that finds
 * them.
 */
public final class LogConstants {

  public static final float L3 = 0x1.5555a4p-2f;
  public static final float L4 = -0x1.000042p-2f;
  public static final float L5 = 0x1.9969a2p-3f;
  public static final float L6 = -0x1.54ef5ep-3f;
  public static final float L7 = 0x1.28844ep-3f;
  public static final float L8 = -0x1.0d9002p-3f;
  public static final float L9 = 0x1.acac8p-4f;
  public static final float L10 = -0x1.7169a4p-5f;

  /** The bits of ¾: 1+f lies between it and 1½. */
  static final int LOWEST_BITS = Float.floatToRawIntBits(0.75f);

  static final int SIGN_AND_EXPONENT = 0xff80_0000;

  /** Takes a subnormal x to a normal one, 23 = log₂ of it further up. */
  static final float SUBNORMAL_SCALE = 0x1p23f;

  private LogConstants() {}
}
