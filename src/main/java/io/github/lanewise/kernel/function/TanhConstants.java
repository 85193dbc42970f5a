package io.github.lanewise.kernel.function;

/** The constants of tanh, its pieces. {@code docs/functions.md} has the argument. */
public final class TanhConstants {

  /** Of the pieces; d stays below 16. */
  public static final float SCALE = 0x1.a8p0f;

  /**
   * Where the first piece ends: the least t whose d is 1.5. Below it the polynomial is tanh t − t.
   */
  public static final float FIRST = 0x1.3521cep-2f;

  public static final int DEGREE = 7;

  /** From 9.02 on tanh rounds to 1. */
  public static final float SATURATION = 9.05f;

  /** The bits of {@link #SATURATION}. */
  static final int SATURATION_BITS = Float.floatToRawIntBits(SATURATION);

  private static final float[] PIECES = {
    0x0p0f, 0x0p0f, 0x1.4b442cp-31f,
    -0x1.9c5946p-23f, -0x1.5552bcp-2f, -0x1.8e9e86p-13f,
    0x1.148c12p-3f, -0x1.e6906ap-8f, -0x1.4a392ep-5f,
    0x1.cf9f66p-2f, 0x1.b25794p-2f, 0x1.a3e25ep-1f,
    -0x1.6432aep-2f, -0x1.01ac7ep-3f, 0x1.5abbbcp-3f,
    -0x1.7e2882p-7f, -0x1.df0d52p-5f, 0x1.8d47e2p-6f,
    0x1.cdf656p-1f, 0x1.6f4f3cp-1f, 0x1.f0fbb8p-2f,
    -0x1.6489bp-2f, 0x1.687b8ep-4f, 0x1.b243aep-5f,
    -0x1.cf695cp-5f, 0x1.bb374p-7f, 0x1.357556p-7f,
    0x1.822b78p0f, 0x1.d036dp-1f, 0x1.6c7284p-3f,
    -0x1.4a6eb8p-3f, 0x1.6438d8p-4f, -0x1.9ae568p-6f,
    -0x1.2ef8e6p-9f, 0x1.cd20e4p-8f, -0x1.f69f86p-9f,
    0x1.34609ap1f, 0x1.f7caecp-1f, 0x1.0487aap-5f,
    -0x1.0058eep-5f, 0x1.4ac9bp-6f, -0x1.3596a4p-7f,
    0x1.aca0e4p-9f, -0x1.713a66p-11f, 0x1.70ba06p-18f,
    0x1.cfbc6p1f, 0x1.ff4532p-1f, 0x1.7557d8p-9f,
    -0x1.74d23cp-9f, 0x1.efac02p-10f, -0x1.ec3882p-11f,
    0x1.85714ep-12f, -0x1.09072p-13f, 0x1.1d6226p-15f,
    0x1.5c826ap2f, 0x1.fffb1ep-1f, 0x1.386d76p-14f,
    -0x1.3920a6p-14f, 0x1.a1a68ap-15f, -0x1.95f314p-16f,
    0x1.440416p-17f, -0x1.0e775ap-18f, 0x1.36e2e6p-20f,
    0x1.f6f99cp2f, 0x1.fffff6p-1f, 0x1.405a9ep-21f,
    -0x1.42332ap-21f, 0x1.ac1e84p-22f, -0x1.9a1e7ap-23f,
    0x1.4d6d2cp-24f, -0x1.1f83c8p-25f, 0x1.3bf5ap-27f,
  };

  private TanhConstants() {}

  /** The numbers of {@link Pieces}. */
  public static float[] pieces() {
    return PIECES.clone();
  }
}
