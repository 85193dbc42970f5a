package io.github.lanewise.kernel.function;

/**
 * The constants of the reciprocal in {@link Logistic}: y₀ has the bits of {@link #SEED} minus those
 * of −d, so that 0.9499 &lt; u = d·y₀ &lt; 1.052, and u·((SHIFT − u)² + BASE) is 1 within 3.3·10⁻⁵.
 */
public final class LogisticConstants {

  public static final int SEED = 0xfef33333;
  public static final float SHIFT = 0x1.803ecp+0f;
  public static final float BASE = 0x1.7f828cp-1f;

  private LogisticConstants() {}
}
