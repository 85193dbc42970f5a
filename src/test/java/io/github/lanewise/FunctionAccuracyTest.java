package io.github.lanewise;

import static io.github.lanewise.kit.BlockOracle.BLOCK;
import static io.github.lanewise.kit.BlockOracle.block;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kernel.ElementwiseKernels;
import io.github.lanewise.kernel.EngineChoice;
import io.github.lanewise.kernel.scalar.ScalarEngine;
import io.github.lanewise.kit.BlockOracle;
import io.github.lanewise.kit.Bound;
import io.github.lanewise.kit.Derivatives;
import io.github.lanewise.kit.Functions;
import io.github.lanewise.kit.Ulps;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FunctionAccuracyTest {

  private static final int BLOCKS = 1 << 16;

  private static final ElementwiseKernels SCALAR = new ScalarEngine().elementwise();

  @ParameterizedTest
  @EnumSource
  void theErrorIsAsClaimedOnASample(Functions function) {
    int step = 977;
    double worst = 0;
    int count = 0;
    float[] x = new float[1 << 12];
    float[] y = new float[x.length];
    long bits = 0;
    while (bits < 1L << 32) {
      for (int i = 0; i < x.length; i++, bits += step) {
        x[i] = Float.intBitsToFloat((int) bits);
      }
      function.run(Matrix.row(x), Matrix.row(y));
      worst = Math.max(worst, worstUlps(oracle(false, function::oracle, x), y));
      count += x.length;
    }
    double found = worst;
    assertTrue(count >= (1L << 32) / step);
    assertTrue(worst <= function.claimedUlps(), () -> function + ": " + found + " ulp");
    assertTrue(worst > 0.5, () -> function + ": the sample is too easy, " + found + " ulp");
  }

  /**
   * All 2³² floats: the error, and that the engine in use and the scalar engine agree to the bit.
   */
  @Tag("exhaustive")
  @ParameterizedTest
  @EnumSource
  void theErrorIsAsClaimedOnEveryFloat(Functions function) {
    ElementwiseKernels kernels = EngineChoice.current().engine().elementwise();
    double worst =
        IntStream.range(0, BLOCKS)
            .parallel()
            .mapToDouble(block -> {
              float[] x = block(block * BLOCK);
              float[] y = new float[BLOCK];
              function.run(kernels, x, y);
              float[] z = new float[BLOCK];
              function.run(SCALAR, x, z);
              assertTrue(Arrays.equals(y, z), () -> function + ": engines differ, block " + block);
              return worstUlps(oracle(function == Functions.GELU, function::oracle, x), y);
            })
            .max()
            .orElseThrow();
    assertTrue(worst <= function.claimedUlps(), () -> function + ": " + worst + " ulp");
    assertTrue(
        worst > function.claimedUlps() - 0.01,
        () -> function + ": the claim is too modest, the worst is " + worst + " ulp");
  }

  @ParameterizedTest
  @EnumSource
  void theErrorOfDerivativesIsAsClaimedOnASample(Derivatives derivative) {
    theErrorOfDerivativesIsAsClaimed(derivative, 1024, (1 << 22) + 977);
  }

  @Tag("exhaustive")
  @ParameterizedTest
  @EnumSource
  void theErrorOfDerivativesIsAsClaimedOnEveryFloat(Derivatives derivative) {
    double worst = theErrorOfDerivativesIsAsClaimed(derivative, BLOCKS, BLOCK);
    assertTrue(
        worst > derivative.claimed() - 0.01,
        () -> derivative + ": the claim is too modest, the worst is " + worst + " u");
  }

  /** Both engines on blocks of floats whose bits start {@code step} apart; their bits agree. */
  private static double theErrorOfDerivativesIsAsClaimed(
      Derivatives derivative, int blocks, int step) {
    ElementwiseKernels kernels = EngineChoice.current().engine().elementwise();
    float[] ones = new float[BLOCK];
    Arrays.fill(ones, 1);
    double worst =
        IntStream.range(0, blocks)
            .parallel()
            .mapToDouble(block -> {
              float[] p = block(block * step);
              float[] y = new float[BLOCK];
              derivative.run(kernels, p, ones, y);
              float[] z = new float[BLOCK];
              derivative.run(SCALAR, p, ones, z);
              assertTrue(
                  Arrays.equals(y, z), () -> derivative + ": engines differ, block " + block);
              double[] exact = oracle(derivative == Derivatives.GELU, derivative::oracle, p);
              double largest = 0;
              for (int i = 0; i < BLOCK; i++) {
                boolean bothNaN = Double.isNaN(exact[i]) && Float.isNaN(y[i]);
                largest = Math.max(largest, bothNaN ? 0 : Math.abs(y[i] - exact[i]));
              }
              return largest / Bound.U;
            })
            .max()
            .orElseThrow();
    assertTrue(worst <= derivative.claimed(), () -> derivative + ": " + worst + " u");
    return worst;
  }

  /**
   * The bits of every 4099th float's result, as one checksum that every engine, width and machine
   * has to reproduce. NaN counts as the canonical one.
   */
  @ParameterizedTest
  @CsvSource({
    "EXP, 360ce7bc",
    "LOG, 869b2b59",
    "SIGMOID, 5c4b64e3",
    "TANH, fb902ca7",
    "SOFTPLUS, 80841170",
    "SILU, c01686c",
    "GELU, 3a0ec09f"
  })
  void theBitsAreTheSameEverywhere(Functions function, String checksum) {
    int step = 4099;
    int count = (int) ((1L << 32) / step);
    float[] x = new float[count];
    for (int i = 0; i < count; i++) {
      x[i] = Float.intBitsToFloat(i * step);
    }
    float[] y = new float[count];
    function.run(Matrix.row(x), Matrix.row(y));
    CRC32 crc = new CRC32();
    for (float value : y) {
      int bits = Float.floatToIntBits(value);
      for (int shift = 0; shift < 32; shift += 8) {
        crc.update(bits >>> shift);
      }
    }
    assertEquals(checksum, Long.toHexString(crc.getValue()));
  }

  @ParameterizedTest
  @CsvSource({
    "EXP, 0x0p0, 0x1p0",
    "EXP, -0x0p0, 0x1p0",
    "EXP, Infinity, Infinity",
    "EXP, -Infinity, 0x0p0",
    "EXP, NaN, NaN",
    // The last finite result, the last normal one, the last that is not 0, and their neighbours.
    "EXP, 0x1.62e42ep6, 0x1.ffff08p127",
    "EXP, 0x1.62e430p6, Infinity",
    "EXP, -0x1.5d589ep6, 0x1.00004cp-126",
    "EXP, -0x1.5d58a0p6, 0x1.ffff98p-127",
    "EXP, -0x1.9fe368p6, 0x1p-149",
    "EXP, -0x1.9fe36ap6, 0x0p0",
    "EXP, 0x1p-149, 0x1p0",
    "EXP, -0x1p-149, 0x1p0",
    "EXP, -0x1.fffffep127, 0x0p0",
    "EXP, 0x1.fffffep127, Infinity",
    "LOG, 0x1p0, 0x0p0",
    "LOG, 0x0p0, -Infinity",
    "LOG, -0x0p0, -Infinity",
    "LOG, Infinity, Infinity",
    "LOG, -Infinity, NaN",
    "LOG, NaN, NaN",
    "LOG, -0x1p-149, NaN",
    "LOG, -0x1p0, NaN",
    "LOG, 0x1p-149, -0x1.9d1dap6",
    "LOG, 0x1p-126, -0x1.5d58a0p6",
    "LOG, 0x1.fffffep127, 0x1.62e43p6",
    "SIGMOID, 0x0p0, 0x1p-1",
    "SIGMOID, -0x0p0, 0x1p-1",
    "SIGMOID, Infinity, 0x1p0",
    "SIGMOID, -Infinity, 0x0p0",
    "SIGMOID, NaN, NaN",
    "SIGMOID, -0x1.9fe368p6, 0x1p-149",
    "SIGMOID, -0x1.9fe36ap6, 0x0p0",
    "SIGMOID, 0x1.fffffep127, 0x1p0",
    "SIGMOID, -0x1.fffffep127, 0x0p0",
    "SOFTPLUS, 0x0p0, 0x1.62e43p-1",
    "SOFTPLUS, -0x0p0, 0x1.62e43p-1",
    "SOFTPLUS, Infinity, Infinity",
    "SOFTPLUS, -Infinity, 0x0p0",
    "SOFTPLUS, NaN, NaN",
    "SOFTPLUS, 0x1.fffffep127, 0x1.fffffep127",
    "SOFTPLUS, -0x1.9fe368p6, 0x1p-149",
    "SOFTPLUS, -0x1.9fe36ap6, 0x0p0",
    "SILU, 0x0p0, 0x0p0",
    "SILU, -0x0p0, -0x0p0",
    "SILU, Infinity, Infinity",
    "SILU, -Infinity, -0x0p0",
    "SILU, NaN, NaN",
    "SILU, 0x1.fffffep127, 0x1.fffffep127",
    "SILU, -0x1.fffffep127, -0x0p0",
    "SILU, 0x1p-126, 0x1p-127",
    "GELU, 0x0p0, 0x0p0",
    "GELU, -0x0p0, -0x0p0",
    "GELU, Infinity, Infinity",
    "GELU, -Infinity, -0x0p0",
    "GELU, NaN, NaN",
    "GELU, 0x1.fffffep127, 0x1.fffffep127",
    "GELU, -0x1.fffffep127, -0x0p0",
    "GELU, 0x1p-126, 0x1p-127",
    "TANH, 0x0p0, 0x0p0",
    "TANH, -0x0p0, -0x0p0",
    "TANH, Infinity, 0x1p0",
    "TANH, -Infinity, -0x1p0",
    "TANH, NaN, NaN",
    "TANH, 0x1p-149, 0x1p-149",
    "TANH, -0x1p-149, -0x1p-149",
    "TANH, 0x1p-126, 0x1p-126",
    "TANH, 0x1.fffffep127, 0x1p0",
    "TANH, 0x1.2p3, 0x1.fffffep-1",
    "TANH, 0x1.21p3, 0x1p0"
  })
  void specialValues(Functions function, float x, float expected) {
    float[] xs = new float[33];
    Arrays.fill(xs, x);
    float[] ys = new float[33];
    function.run(Matrix.row(xs), Matrix.row(ys));
    for (float y : ys) {
      assertEquals(Float.floatToIntBits(expected), Float.floatToIntBits(y), () -> "" + y);
    }
  }

  @ParameterizedTest
  @EnumSource(names = "TANH")
  void tanhIsOddToTheBit(Functions tanh) {
    int step = 1009;
    int count = Integer.MAX_VALUE / step;
    float[] x = new float[count];
    float[] minusX = new float[count];
    for (int i = 0; i < count; i++) {
      x[i] = Float.intBitsToFloat(i * step);
      minusX[i] = -x[i];
    }
    float[] y = new float[count];
    float[] z = new float[count];
    tanh.run(Matrix.row(x), Matrix.row(y));
    tanh.run(Matrix.row(minusX), Matrix.row(z));
    Elementwise.scale(-1, Matrix.row(z), Matrix.row(z));
    assertTrue(Arrays.equals(y, z));
  }

  /** Of the slow ones, whole blocks at a time. */
  private static double[] oracle(boolean slow, DoubleUnaryOperator f, float[] x) {
    if (slow) {
      return BlockOracle.values(f, x);
    }
    double[] exact = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      exact[i] = f.applyAsDouble(x[i]);
    }
    return exact;
  }

  /** NaN, an error that is none, spreads through Math.max. */
  private static double worstUlps(double[] exact, float[] y) {
    double worst = 0;
    for (int i = 0; i < y.length; i++) {
      worst = Math.max(worst, Ulps.error(exact[i], y[i]));
    }
    return worst;
  }
}
