package io.github.lanewise.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lanewise.kit.Allocation;
import io.github.lanewise.kit.CompilationFailures;
import io.github.lanewise.kit.Shapes;
import java.io.IOException;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("vector")
class BlockTransposeTest {

  private static final int L = Lanes.COUNT;

  private final RandomGenerator random = Shapes.random(5);

  @Test
  void blocksAreTransposedAndNothingElseIsWritten() {
    int cases = 0;
    for (int blocks = 0; blocks <= 5; blocks++) {
      for (int ld : new int[] {1, L - 1, L, 5 * L, 5 * L + 3}) {
        for (int line : new int[] {L, L + 1, 3 * L}) {
          BlockTranspose constant =
              BlockTransposeEmitter.emit(new BlockTranspose.Strides(ld, line));
          check(constant, blocks, ld, line);
          check(BlockTransposeEmitter.emit(ANY), blocks, ld, line);
          check(BlockTranspose.get(ld, line), blocks, ld, line);
          cases++;
        }
      }
    }
    assertEquals(90, cases);
  }

  private static final BlockTranspose.Strides ANY = new BlockTranspose.Strides(Tile.ANY, Tile.ANY);

  /** The array ends where the last block does. */
  private void check(BlockTranspose kernel, int blocks, int ld, int line) {
    float[] from = Shapes.values(blocks == 0 ? 2 : 2 + (L - 1) * ld + blocks * L, random);
    float[] to = Shapes.values(3 + blocks * L * line + 5, random);
    float[] expected = to.clone();
    for (int j = 0; j < blocks * L; j++) {
      for (int i = 0; i < L; i++) {
        expected[3 + j * line + i] = from[2 + i * ld + j];
      }
    }
    kernel.run(blocks, from, 2, ld, to, 3, line);
    assertArrayEquals(expected, to, blocks + " blocks, " + ld + " to " + line);
  }

  /** Rows of a transpose closer than a vector is long: each overwrites what the last has beyond. */
  @Test
  void rowsMayOverlap() {
    int line = L - 2;
    float[] from = Shapes.values(L * 3 * L, random);
    float[] to = new float[3 * L * line + L];
    BlockTranspose.get(3 * L, line).run(3, from, 0, 3 * L, to, 0, line);
    for (int j = 0; j < 3 * L; j++) {
      for (int i = 0; i < line; i++) {
        assertEquals(from[i * 3 * L + j], to[j * line + i]);
      }
    }
  }

  @Test
  void kernelsReachTheOptimisingCompiler() throws IOException {
    float[] from = Shapes.values(L * 40, random);
    float[] to = new float[40 * L];
    assertEquals(
        List.of(),
        CompilationFailures.of(() -> {
          long special =
              Allocation.leastBytes(
                  () -> BlockTranspose.get(40, L).run(40 / L, from, 0, 40, to, 0, L));
          long any = Allocation.leastBytes(() -> BlockTranspose.once(from, 0, 40, to, 0, L));
          assertEquals(0, special);
          assertEquals(0, any);
        }));
  }
}
