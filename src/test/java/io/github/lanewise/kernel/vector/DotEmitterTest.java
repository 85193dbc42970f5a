package io.github.lanewise.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kit.Allocation;
import io.github.lanewise.kit.CompilationFailures;
import io.github.lanewise.kit.Shapes;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every dot kernel the library can emit, against plain chains. */
@Tag("vector")
class DotEmitterTest {

  private final RandomGenerator random = Shapes.random(11);

  @Test
  void everyShapeComputesItsChains() {
    assertTrue(cases(DotProduct.SUMS, false) >= 9 * DotProduct.SUMS);
    assertTrue(cases(DotProduct.SUMS_OF_PARTS, true) >= 9 * DotProduct.SUMS_OF_PARTS);
  }

  private int cases(int elements, boolean partByPart) {
    int cases = 0;
    for (int rows = 1; rows <= elements; rows++) {
      for (int columns = 1; columns <= elements / rows; columns++) {
        for (int k : new int[] {0, 16, 48}) {
          for (int rest : new int[] {0, 5, 13}) {
            check(rows, columns, k, rest, partByPart);
            cases++;
          }
        }
      }
    }
    return cases;
  }

  private void check(int rows, int columns, int k, int rest, boolean partByPart) {
    int lda = k + 3;
    int ldb = k + 5;
    DotTile.Shape shape = new DotTile.Shape(rows, columns, lda, ldb, partByPart, rest > 0);
    DotTile tile = DotEmitter.emit(shape);
    float[] a = Shapes.values(2 + rows * lda, random);
    float[] b = Shapes.values(1 + columns * ldb, random);
    float[] chains = new float[DotTile.LENGTH];
    int restA = DotTile.RESTS_OF_MANY;
    int restB = DotTile.RESTS_OF_FEW;
    for (int l = 0; l < rest; l++) {
      for (int i = 0; i < rows; i++) {
        chains[restA + 16 * i + l] = random.nextFloat();
      }
      for (int j = 0; j < columns; j++) {
        chains[restB + 16 * j + l] = random.nextFloat();
      }
    }
    float[] expected = new float[16 * rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        for (int l = 0; l < 16; l++) {
          float sum = 0;
          for (int p = l; p < k; p += 16) {
            sum = Math.fma(a[2 + i * lda + p], b[1 + j * ldb + p], sum);
          }
          float left = chains[restA + 16 * i + l];
          expected[16 * (i * columns + j) + l] = Math.fma(left, chains[restB + 16 * j + l], sum);
        }
      }
    }
    tile.run(k, a, 2, b, 1, chains, restA, restB);
    if (!shape.adds()) {
      int start = DotTile.CHAINS;
      assertArrayEquals(
          expected, Arrays.copyOfRange(chains, start, start + expected.length), shape.toString());
      return;
    }
    int ldc = columns + 3;
    float[] before = Shapes.values(rows * ldc, random);
    for (boolean accumulate : new boolean[] {false, true}) {
      ChainSum adding =
          ChainSumEmitter.emit(new ChainSum.Shape(rows, columns, ldc, accumulate, true));
      float[] c = before.clone();
      float[] all = before.clone();
      for (int e = 0; e < rows * columns; e++) {
        int at = e / columns * ldc + e % columns;
        float sum = ChainSumEmitterTest.sum(expected, 16 * e);
        all[at] = accumulate ? all[at] + sum : sum;
      }
      adding.run(chains, c, 0);
      assertArrayEquals(all, c, shape.toString());
    }
  }

  @Test
  void placesMayBeLarge() {
    DotTile tile = DotEmitter.emit(new DotTile.Shape(1, 2, 0, 0, true, false));
    int k = 1 << 20;
    float[] a = new float[k + 16];
    Arrays.fill(a, 1);
    float[] chains = new float[DotTile.LENGTH];
    tile.run(k, a, 7, a, 0, chains, 0, 0);
    assertEquals(k / 16, chains[DotTile.CHAINS + 3]);
  }

  /** As for the register tiles: a kernel that stays out of C2 boxes every vector for ever. */
  @Test
  void theLargestKernelsReachTheOptimisingCompiler() throws IOException {
    assertEquals(
        List.of(),
        CompilationFailures.of(() -> {
          reachTheOptimisingCompiler(DotProduct.SUMS, false, false);
          reachTheOptimisingCompiler(DotProduct.SUMS_WITH_REST, false, true);
          reachTheOptimisingCompiler(DotProduct.SUMS_OF_PARTS, true, false);
          reachTheOptimisingCompiler(DotProduct.SUMS_OF_PARTS, true, true);
        }));
  }

  private void reachTheOptimisingCompiler(int elements, boolean partByPart, boolean rest) {
    for (int rows = 1; rows <= elements; rows++) {
      reachesTheOptimisingCompiler(
          new DotTile.Shape(rows, elements / rows, 32, 32, partByPart, rest));
    }
  }

  private void reachesTheOptimisingCompiler(DotTile.Shape shape) {
    DotTile tile = DotEmitter.emit(shape);
    float[] a = Shapes.values(32 * shape.rows(), random);
    float[] b = Shapes.values(32 * shape.columns(), random);
    float[] chains = new float[DotTile.LENGTH];
    int restA = DotTile.RESTS_OF_FEW;
    int restB = DotTile.RESTS_OF_MANY;
    assertEquals(
        0,
        Allocation.leastBytes(() -> tile.run(32, a, 0, b, 0, chains, restA, restB)),
        shape::toString);
  }
}
