package io.github.lanewise.kit;

import static io.github.lanewise.kit.BlockOracle.BLOCK;
import static io.github.lanewise.kit.BlockOracle.block;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.nn.Activation;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** The series against the function itself. */
class BlockOracleTest {

  /** Blocks from 2⁻¹⁴⁹ to NaN, of both signs. */
  @Test
  void theSeriesIsTheFunctionToAThousandthOfAnUlp() {
    check(Activation.GELU::value, false);
    check(Activation.GELU::derivative, true);
  }

  private static void check(DoubleUnaryOperator f, boolean absolute) {
    int bySeries = 0;
    for (int block = 0; block < 1 << 16; block += 509) {
      float[] x = block(block * BLOCK);
      AtomicInteger calls = new AtomicInteger();
      double[] y =
          BlockOracle.values(
              v -> {
                calls.incrementAndGet();
                return f.applyAsDouble(v);
              },
              x);
      bySeries += calls.get() < BLOCK ? 1 : 0;
      for (int i = 0; i < BLOCK; i += 4093) {
        double exact = f.applyAsDouble(x[i]);
        if (!Double.isNaN(exact) || !Double.isNaN(y[i])) {
          double unit = absolute ? Bound.U : Math.max(Math.ulp((float) exact), Float.MIN_VALUE);
          double error = exact == y[i] ? 0 : Math.abs(y[i] - exact);
          assertTrue(error <= 1e-3 * unit, x[i] + ": " + y[i] + " for " + exact);
        }
      }
    }
    assertTrue(bySeries > 60, "blocks by the series: " + bySeries);
  }

  @Test
  void aFunctionThatIsNotSmoothIsCalled() {
    float[] x = block(Float.floatToIntBits(1));
    double edge = x[BLOCK / 3];
    DoubleUnaryOperator step = v -> v < edge ? 1 : 2;
    double[] y = BlockOracle.values(step, x);
    assertEquals(1, y[BLOCK / 3 - 1]);
    assertEquals(2, y[BLOCK / 3]);
  }
}
