package io.github.lanewise.tornado.kernel;

/**
 * Functions of one float, of additions, multiplications, divisions and comparisons alone. Errors
 * are a few units in the last place: see the tests. Results below 2⁻¹²⁶ are 0, as many devices have
 * no subnormal numbers. A NaN stays one.
 */
public final class DeviceMath {

  public static final int IDENTITY = 0;
  public static final int SIGMOID = 1;
  public static final int TANH = 2;

  /** With slope 0 it is ReLU. */
  public static final int LEAKY_RELU = 3;

  private static final float LOG2_E = 0x1.715476p+0f;

  /** ln 2 in two parts, the first of 15 significant bits, so that n times it is exact. */
  private static final float LN2_HIGH = 0x1.62e4p-1f;

  private static final float LN2_LOW = 0x1.7f7d1cp-20f;
  private static final float LN2 = 0x1.62e43p-1f;

  /** e to a power below it is less than 2⁻¹²⁶, the least normal float. */
  private static final float UNDERFLOW = -87.3f;

  private DeviceMath() {}

  /** σ(p) of an activation. */
  static float activation(int function, float slope, float p) {
    if (function == SIGMOID) {
      return sigmoid(p);
    }
    if (function == TANH) {
      return tanh(p);
    }
    if (function == LEAKY_RELU) {
      return p <= 0 ? (slope == 0 ? 0 : slope * p) : p;
    }
    return p;
  }

  /** σ′(p) in terms of q = σ(p). */
  static float derivative(int function, float slope, float q) {
    if (function == SIGMOID) {
      return q - q * q;
    }
    if (function == TANH) {
      return 1 - q * q;
    }
    if (function == LEAKY_RELU) {
      return q > 0 ? 1 : q <= 0 ? slope : q;
    }
    return 1;
  }

  /** σ(x) = 1/(1+e⁻ˣ), as z/(1+z) with z = e⁻|x| on the left. */
  static float sigmoid(float x) {
    float z = exp(x < 0 ? x : -x);
    float q = 1 / (1 + z);
    return x < 0 ? z * q : q;
  }

  /** tanh |x| = −m/(2+m) with m = e⁻²|x| − 1. */
  static float tanh(float x) {
    float a = x < 0 ? x + x : -x - x;
    float m = -1;
    if (!(a < UNDERFLOW)) {
      int n = exponent(a);
      float r = remainder(a, n);
      float power = powerOfTwo(n);
      m = power * (r + r * r * tail(r)) + (power - 1);
    }
    float q = (0 - m) / (2 + m);
    return x < 0 ? -q : q;
  }

  /** eˣ for x ≤ 0: x = n·ln 2 + r, eˣ = 2ⁿ·eʳ. */
  static float exp(float x) {
    if (x < UNDERFLOW) {
      return 0;
    }
    int n = exponent(x);
    float r = remainder(x, n);
    return (1 + (r + r * r * tail(r))) * powerOfTwo(n);
  }

  private static int exponent(float x) {
    return (int) (x * LOG2_E - 0.5f);
  }

  private static float remainder(float x, int n) {
    float high = x - n * LN2_HIGH;
    return high - n * LN2_LOW;
  }

  /** (eʳ − 1 − r)/r², |r| ≤ ½·ln 2: the coefficients are those of the CPU engines. */
  private static float tail(float r) {
    float c5 = 0x1.6a2448p-10f * r + 0x1.1239d6p-7f;
    float c4 = c5 * r + 0x1.5558f2p-5f;
    float c3 = c4 * r + 0x1.555492p-3f;
    return c3 * r + 0x1.fffffcp-2f;
  }

  /** 2ⁿ for −126 ≤ n ≤ 0, exactly: 2ⁿ = (2^⌊n/8⌋)⁸·2^(n mod 8). */
  private static float powerOfTwo(int n) {
    int eighth = n >> 3;
    float root = (1 << (eighth + 16)) * 0x1p-16f;
    float square = root * root;
    float fourth = square * square;
    return (1 << (n & 7)) * fourth * fourth;
  }

  /** log x for x ≥ 1: x = 2ᵉ·s with s from 1 to 2. NaN if x is infinite. */
  static float log(float x) {
    float s = x;
    int e = 0;
    while (e < 128 && s >= 2) {
      s = s * 0.5f;
      e = e + 1;
    }
    return e * LN2 + log1p(s - 1);
  }

  /** log(1+z) = 2·(t + t³/3 + t⁵/5 …) with t = z/(2+z), for z from 0 to 1, so that t ≤ 1/3. */
  static float log1p(float z) {
    float t = z / (2 + z);
    float s = t * t;
    float sum = s * (1f / 15) + 1f / 13;
    sum = s * sum + 1f / 11;
    sum = s * sum + 1f / 9;
    sum = s * sum + 1f / 7;
    sum = s * sum + 1f / 5;
    sum = s * sum + 1f / 3;
    return 2 * (t + t * s * sum);
  }
}
