package io.github.lanewise.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kit.Allocation;
import io.github.lanewise.kit.Shapes;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every dot kernel the library can emit, against plain chains. */
@Tag("vector")
class DotEmitterTest {

  private final RandomGenerator random = Shapes.random(11);

  @Test
  void everyShapeComputesItsChains() {
    int cases = 0;
    for (int rows = 1; rows <= DotProduct.SUMS; rows++) {
      for (int columns = 1; columns <= DotProduct.SUMS / rows; columns++) {
        for (int k : new int[] {0, 16, 48}) {
          check(rows, columns, k);
          cases++;
        }
      }
    }
    assertTrue(cases >= 3 * DotProduct.SUMS, "cases: " + cases);
  }

  private void check(int rows, int columns, int k) {
    int lda = k + 3;
    int ldb = k + 5;
    DotTile tile = DotEmitter.emit(new DotTile.Shape(rows, columns, lda, ldb, false));
    float[] a = Shapes.values(2 + rows * lda, random);
    float[] b = Shapes.values(1 + columns * ldb, random);
    float[] chains = new float[ChainSum.SUMS];
    tile.run(k, a, 2, b, 1, chains);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        for (int l = 0; l < 16; l++) {
          float sum = 0;
          for (int p = l; p < k; p += 16) {
            sum = Math.fma(a[2 + i * lda + p], b[1 + j * ldb + p], sum);
          }
          assertEquals(
              sum,
              chains[DotTile.CHAINS + 16 * (i * columns + j) + l],
              rows + "×" + columns + "×" + k);
        }
      }
    }
  }

  /** A tile that adds and the kernel that goes on against additions by halves, one by one. */
  @Test
  void everyShapeAddsUpItsChains() {
    for (int rows = 1; rows <= DotProduct.SUMS; rows++) {
      for (int columns = 1; columns <= DotProduct.SUMS / rows; columns++) {
        for (boolean accumulate : new boolean[] {false, true}) {
          checkSums(rows, columns, accumulate);
        }
      }
    }
  }

  private void checkSums(int rows, int columns, boolean accumulate) {
    int k = 32;
    DotTile tile = DotEmitter.emit(new DotTile.Shape(rows, columns, k, k, true));
    DotTile chainsOnly = DotEmitter.emit(new DotTile.Shape(rows, columns, k, k, false));
    ChainSum sum = ChainSumEmitter.emit(new ChainSum.Shape(rows, columns, 20, accumulate, true));
    float[] a = Shapes.values(rows * k, random);
    float[] b = Shapes.values(columns * k, random);
    float[] chains = Shapes.values(ChainSum.SUMS + ChainSum.ELEMENTS, random);
    float[] c = Shapes.values(20 * rows, random);
    float[] expected = c.clone();
    chainsOnly.run(k, a, 0, b, 0, chains);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        float all = ChainSumEmitterTest.sum(chains, DotTile.CHAINS + 16 * (i * columns + j));
        expected[20 * i + j] = accumulate ? expected[20 * i + j] + all : all;
      }
    }
    tile.run(k, a, 0, b, 0, chains);
    sum.run(chains, c, 0);
    assertArrayEquals(expected, c, rows + "×" + columns);
  }

  /** As for the register tiles: a kernel that stays out of C2 boxes every vector for ever. */
  @Test
  void theLargestKernelsReachTheOptimisingCompiler() {
    for (int rows = 1; rows <= DotProduct.SUMS; rows++) {
      int columns = DotProduct.SUMS / rows;
      DotTile tile = DotEmitter.emit(new DotTile.Shape(rows, columns, 32, 32, true));
      float[] a = Shapes.values(32 * rows, random);
      float[] b = Shapes.values(32 * columns, random);
      float[] chains = new float[ChainSum.SUMS];
      assertEquals(
          0, Allocation.leastBytes(() -> tile.run(32, a, 0, b, 0, chains)), rows + "×" + columns);
    }
  }
}
