package io.github.lanewise.kernel.function;

/** The constants of GELU, two functions in pieces. {@code docs/functions.md} has the argument. */
public final class GeluConstants {

  public static final float SCALE = 1;

  public static final int TAIL_DEGREE = 7;
  public static final int SLOPE_DEGREE = 6;

  /** From here on the result rounds to 0 or to x. */
  public static final float UNDERFLOW = 14.5f;

  /** Below it t·Φ(−t) is a normal float. */
  static final float NORMAL = 12.5f;

  private static final float[] TAIL = {
    0x0p0f, 0x0p0f, 0x1p-1f,
    -0x1.98843ep-2f, 0x1.fff9bep-3f, -0x1.1008p-3f,
    0x1.f8753ep-5f, -0x1.846ecep-6f, 0x1.72f1bep-8f,
    0x1.7fdp-1f, 0x1.cd0794p-3f, 0x1.5c2238p-3f,
    -0x1.c30924p-4f, 0x1.d6dbc6p-5f, -0x1.a8dcdcp-6f,
    0x1.578ee6p-7f, -0x1.0189cap-8f, 0x1.595cdcp-10f,
    0x1.8108p0f, 0x1.3c5e68p-2f, 0x1.1f0454p-4f,
    -0x1.318142p-5f, 0x1.0bb72p-6f, -0x1.9bbd7ap-8f,
    0x1.1f1258p-9f, -0x1.82c05p-11f, 0x1.dd1e44p-13f,
    0x1.4018p1f, 0x1.69d424p-2f, 0x1.bef306p-6f,
    -0x1.7852aep-7f, 0x1.0a835ap-8f, -0x1.50efeap-10f,
    0x1.8766bcp-12f, -0x1.b67346p-14f, 0x1.c8d0fp-16f,
    0x1.009p2f, 0x1.82c9e6p-2f, 0x1.2c335cp-7f,
    -0x1.7656fp-9f, 0x1.90d32ap-11f, -0x1.84d108p-13f,
    0x1.5fbe46p-15f, -0x1.47acf2p-17f, 0x1.13394p-19f,
    0x1.8024p2f, 0x1.8e02e2p-2f, 0x1.a08444p-9f,
    -0x1.7adb6ap-11f, 0x1.2c30dep-13f, -0x1.b52016p-16f,
    0x1.2c4838p-18f, -0x1.9eab2ap-21f, 0x1.06d7d2p-23f,
    0x1.1fa8p3f, 0x1.93a36ep-2f, 0x1.0c58bep-10f,
    -0x1.5639f8p-13f, 0x1.7fdf48p-16f, -0x1.8e04e6p-19f,
    0x1.89964cp-22f, -0x1.a0e70cp-25f, 0x1.82202cp-28f,
    0x1.97f58p3f, 0x1.960c66p-2f, 0x1.858558p-12f,
    -0x1.661544p-15f, 0x1.22f5fep-18f, -0x1.b8e7f6p-22f,
    0x1.3eb426p-25f, -0x1.c8cc76p-29f, 0x1.3b7f04p-32f,
  };

  private static final float[] SLOPE = {
    0x1.04dp-2f, 0x1.3e8076p-2f, -0x1.62b482p-1f, 0x1.59e9eap-3f,
    -0x1.566ef8p-4f, 0x1.2e3c88p-5f, -0x1.ecbdb8p-7f, 0x1.736f9ap-8f,
    0x1.7fb8p-1f, 0x1.5f5f2ap-10f, -0x1.254684p-1f, 0x1.5c375ep-4f,
    -0x1.2cc076p-5f, 0x1.d6ff5p-7f, -0x1.58e196p-8f, 0x1.cedbb4p-10f,
    0x1.80e8p0f, -0x1.93d432p-2f, -0x1.f4b344p-2f, 0x1.1f2acap-5f,
    -0x1.97685cp-7f, 0x1.0bbe48p-8f, -0x1.55e1fp-10f, 0x1.8fd136p-12f,
    0x1.40bp1f, -0x1.b781bep-1f, -0x1.c71368p-2f, 0x1.bd3552p-7f,
    -0x1.f335b2p-9f, 0x1.08defep-10f, -0x1.1223fcp-12f, 0x1.0b63dep-14f,
    0x1.feb8p1f, -0x1.7f4552p0f, -0x1.ae6c34p-2f, 0x1.2fbf5ap-8f,
    -0x1.fa15f8p-11f, 0x1.97d14ap-13f, -0x1.528ddep-15f, 0x1.fcd97cp-18f,
    0x1.7f5p2f, -0x1.298882p1f, -0x1.a31094p-2f, 0x1.a2fa16p-10f,
    -0x1.fced66p-13f, 0x1.2f0334p-15f, -0x1.6cbdaap-18f, 0x1.9f30d4p-21f,
    0x1.230cp3f, -0x1.cae50cp1f, -0x1.9d4946p-2f, 0x1.037deep-11f,
    -0x1.b3bd5cp-15f, 0x1.698c5ap-18f, -0x1.426e1ap-21f, 0x1.175eap-24f,
    0x1.97a18p3f, -0x1.43400ap2f, -0x1.9afd4p-2f, 0x1.867512p-13f,
    -0x1.df11p-17f, 0x1.22a7dp-20f, -0x1.65ac92p-24f, 0x1.f70e8ep-28f,
  };

  private GeluConstants() {}

  /** The {@link Pieces} of t·e^(t²/2)·Φ(−t). */
  public static float[] tail() {
    return TAIL.clone();
  }

  /** The {@link Pieces} of e^(t²/2)·Φ(−t) − t/√(2π). */
  public static float[] slope() {
    return SLOPE.clone();
  }
}
