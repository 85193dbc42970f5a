package io.github.lanewise.kernel.function;

/**
 * The constants of GELU. With u = 2c/(t + c) and v = 1 − u, e^(t²/2)·Φ(−t) ≈ u·(P0 + P1·v + … +
 * P9·v⁹) for 0 ≤ t ≤ 14.5. {@code docs/functions.md} has the argument, the test tree the program
 * that finds them.
 */
public final class GeluConstants {

  public static final float P0 = 0x1.34c264p-4f;
  public static final float P1 = -0x1.0c9a72p-4f;
  public static final float P2 = 0x1.94abe2p-5f;
  public static final float P3 = -0x1.0534d8p-5f;
  public static final float P4 = 0x1.1b5b78p-6f;
  public static final float P5 = -0x1.f1ee84p-8f;
  public static final float P6 = 0x1.47c176p-9f;
  public static final float P7 = -0x1.f4d7ep-12f;
  public static final float P8 = -0x1.b76bcap-15f;
  public static final float P9 = 0x1.f77bccp-15f;

  /** The derivative of ln(e^(t²/2)·Φ(−t)) by v, divided by 2c, is S0 + S1·v, within 7 %. */
  public static final float S0 = -0x1.ab9438p-3f;

  public static final float S1 = -0x1.20c084p-5f;

  /**
   * c. Above a third of 14.5, so that u ≥ ½ and v is exact; among those the one for which rounding
   * P0 to P9 costs least.
   */
  public static final float SHIFT = 0x1.47p2f;

  /** 1/√(2π). */
  public static final float DENSITY_AT_0 = 0x1.988454p-2f;

  /** From here on the result rounds to 0 or to x. */
  public static final float UNDERFLOW = 14.5f;

  /** Below it t·Φ(−t) is a normal float. */
  static final float NORMAL = 12.5f;

  private GeluConstants() {}
}
