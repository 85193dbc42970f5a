package io.github.lanewise.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lanewise.kit.Allocation;
import io.github.lanewise.kit.Shapes;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every kernel that adds up chains, against additions by halves, one by one. */
@Tag("vector")
class ChainSumEmitterTest {

  private static final int ELEMENTS = Math.max(DotProduct.SUMS, DotProduct.SUMS_OF_PARTS);

  private final RandomGenerator random = Shapes.random(13);

  @Test
  void everyShapeAddsItsChainsAndTouchesNothingElse() {
    for (int rows = 1; rows <= ELEMENTS; rows++) {
      for (int columns = 1; columns <= ELEMENTS / rows; columns++) {
        for (int gap : new int[] {0, 3}) {
          check(rows, columns, columns + gap, false);
          check(rows, columns, columns + gap, true);
        }
      }
    }
  }

  private void check(int rows, int columns, int ldc, boolean accumulate) {
    ChainSum kernel =
        ChainSumEmitter.emit(new ChainSum.Shape(rows, columns, ldc, accumulate, false));
    float[] chains = Shapes.values(ChainSum.SUMS + ChainSum.ELEMENTS, random);
    int start = 2;
    // The last element of C is the last of its array.
    float[] c = Shapes.values(start + (rows - 1) * ldc + columns, random);
    float[] expected = c.clone();
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        float sum = sum(chains, DotTile.CHAINS + 16 * (i * columns + j));
        int at = start + i * ldc + j;
        expected[at] = accumulate ? expected[at] + sum : sum;
      }
    }
    kernel.run(chains, c, start);
    for (int i = 0; i < c.length; i++) {
      assertEquals(expected[i], c[i], "%d×%d, ldc %d, %d".formatted(rows, columns, ldc, i));
    }
  }

  static float sum(float[] chains, int start) {
    float[] sums = new float[16];
    System.arraycopy(chains, start, sums, 0, 16);
    for (int half = 8; half >= 1; half /= 2) {
      for (int l = 0; l < half; l++) {
        sums[l] += sums[l + half];
      }
    }
    return sums[0];
  }

  /** As for the register tiles: a kernel that stays out of C2 boxes every vector for ever. */
  @Test
  void theLargestKernelsReachTheOptimisingCompiler() {
    for (int rows = 1; rows <= ELEMENTS; rows++) {
      int columns = ELEMENTS / rows;
      for (boolean accumulate : new boolean[] {false, true}) {
        reachesTheOptimisingCompiler(new ChainSum.Shape(rows, columns, 32, accumulate, false));
        reachesTheOptimisingCompiler(new ChainSum.Shape(rows, columns, 32, accumulate, true));
      }
    }
  }

  private void reachesTheOptimisingCompiler(ChainSum.Shape shape) {
    ChainSum kernel = ChainSumEmitter.emit(shape);
    float[] chains = Shapes.values(ChainSum.SUMS + ChainSum.ELEMENTS, random);
    float[] c = new float[32 * shape.rows()];
    assertEquals(0, Allocation.leastBytes(() -> kernel.run(chains, c, 0)), shape.toString());
  }
}
