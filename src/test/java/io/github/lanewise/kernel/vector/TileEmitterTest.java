package io.github.lanewise.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kernel.vector.Tile.LayoutOfA;
import io.github.lanewise.kit.Guarded;
import io.github.lanewise.kit.Shapes;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every kernel the library can emit, at a few lengths, against the plain chain. */
@Tag("vector")
class TileEmitterTest {

  private final RandomGenerator random = Shapes.random(7);

  @Test
  void everyShapeComputesItsTileAndNothingElse() {
    int cases = 0;
    for (int rows = 1; rows <= TileShapes.ROWS; rows++) {
      for (int vectors = 1; vectors <= TileShapes.VECTORS; vectors++) {
        for (LayoutOfA layout : LayoutOfA.values()) {
          for (int flags = 0; flags < 8; flags++) {
            check(new Tile.Shape(rows, vectors, layout, (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0));
            cases++;
          }
        }
      }
    }
    assertEquals(TileShapes.ROWS * TileShapes.VECTORS * 3 * 8, cases);
  }

  @Test
  void theMainTileFitsTheRegisters() {
    int sums = TileShapes.ROWS * TileShapes.VECTORS;
    int inUse = sums + TileShapes.VECTORS + 1;
    assertTrue(inUse + 3 <= TileShapes.REGISTERS, inUse + " of " + TileShapes.REGISTERS);
  }

  private void check(Tile.Shape shape) {
    Tile tile = TileEmitter.emit(shape);
    int width = shape.vectors() * Lanes.COUNT - (shape.masked() ? 1 : 0);
    for (int k : new int[] {0, 1, 5}) {
      int lda = switch (shape.layoutA()) {
        case PACKED -> 0;
        case ROWS -> k + 2;
        case COLUMNS -> shape.rows() + 3;
      };
      int ldb = shape.packedB() ? shape.vectors() * Lanes.COUNT : width + 1;
      float[] a = random(2 + shape.rows() * (k + 3) + k * (shape.rows() + 3));
      float[] b = random(3 + k * ldb);
      Guarded c = Guarded.of(shape.rows(), width, 2, 5);
      if (shape.accumulate()) {
        Shapes.fill(c.matrix(), random);
      }
      float[][] expected = new float[shape.rows()][width];
      for (int r = 0; r < shape.rows(); r++) {
        for (int j = 0; j < width; j++) {
          float sum = shape.accumulate() ? c.matrix().get(r, j) : 0;
          for (int p = 0; p < k; p++) {
            int ai = switch (shape.layoutA()) {
              case PACKED -> p * shape.rows() + r;
              case ROWS -> r * lda + p;
              case COLUMNS -> p * lda + r;
            };
            sum = Math.fma(a[2 + ai], b[3 + p * ldb + j], sum);
          }
          expected[r][j] = sum;
        }
      }
      tile.run(k, a, 2, lda, b, 3, shape.packedB() ? 0 : ldb, c.matrix().data(), c.matrix().offset(), c.matrix().stride(), width);
      for (int r = 0; r < shape.rows(); r++) {
        for (int j = 0; j < width; j++) {
          assertEquals(expected[r][j], c.matrix().get(r, j), shape + " k=" + k + " at " + r + "," + j);
        }
      }
      c.check();
    }
  }

  private float[] random(int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }
}
