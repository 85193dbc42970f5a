package io.github.lanewise.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kernel.vector.Tile.LayoutOfA;
import io.github.lanewise.kit.Allocation;
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
          for (int flags = 0; flags < 4; flags++) {
            check(new Tile.Shape(rows, vectors, layout, (flags & 1) != 0, (flags & 2) != 0));
            cases++;
          }
        }
      }
    }
    assertEquals(TileShapes.ROWS * TileShapes.VECTORS * 3 * 4, cases);
  }

  @Test
  void theMainTileFitsTheRegisters() {
    int sums = TileShapes.ROWS * TileShapes.VECTORS;
    int inUse = sums + TileShapes.VECTORS + 1;
    assertTrue(inUse + 3 <= TileShapes.REGISTERS, inUse + " of " + TileShapes.REGISTERS);
  }

  /**
   * A kernel that C1 cannot compile never reaches C2 and boxes every vector for ever; so the
   * largest of each kind is run until it allocates nothing.
   */
  @Test
  void theLargestKernelsReachTheOptimisingCompiler() {
    int k = 4;
    float[] a = Shapes.values(TileShapes.ROWS * k, random);
    float[] b = Shapes.values(k * TileShapes.VECTORS * Lanes.COUNT, random);
    float[] c = Shapes.values(TileShapes.ROWS * TileShapes.VECTORS * Lanes.COUNT, random);
    for (LayoutOfA layout : LayoutOfA.values()) {
      for (int flags = 0; flags < 4; flags++) {
        Tile.Shape shape =
            new Tile.Shape(
                TileShapes.ROWS, TileShapes.VECTORS, layout, (flags & 1) != 0, (flags & 2) != 0);
        Tile tile = TileEmitter.emit(shape);
        int lda = layout == LayoutOfA.ROWS ? k : TileShapes.ROWS;
        int width = TileShapes.VECTORS * Lanes.COUNT;
        assertEquals(
            0,
            Allocation.leastBytes(
                () -> tile.run(k, a, 0, lda, b, 0, width, c, 0, width, Lanes.COUNT)),
            shape::toString);
      }
    }
  }

  private void check(Tile.Shape shape) {
    Tile tile = TileEmitter.emit(shape);
    // Two vectors read from B in place overlap by one column.
    int second = shape.vectors() == 1 ? 0 : Lanes.COUNT - (shape.packedB() ? 0 : 1);
    int width = second + Lanes.COUNT;
    for (int k : new int[] {0, 1, 5}) {
      int lda =
          switch (shape.layoutA()) {
            case PACKED -> 0;
            case ROWS -> k + 2;
            case COLUMNS -> shape.rows() + 3;
          };
      int ldb = shape.packedB() ? width : width + 1;
      float[] a = Shapes.values(2 + shape.rows() * (k + 3) + k * (shape.rows() + 3), random);
      float[] b = Shapes.values(3 + k * ldb, random);
      Guarded c = Guarded.of(shape.rows(), width, 2, 5);
      if (shape.accumulate()) {
        Shapes.fill(c.matrix(), random);
      }
      float[][] expected = new float[shape.rows()][width];
      for (int r = 0; r < shape.rows(); r++) {
        for (int j = 0; j < width; j++) {
          float sum = shape.accumulate() ? c.matrix().get(r, j) : 0;
          for (int p = 0; p < k; p++) {
            int ai =
                switch (shape.layoutA()) {
                  case PACKED -> p * shape.rows() + r;
                  case ROWS -> r * lda + p;
                  case COLUMNS -> p * lda + r;
                };
            sum = Math.fma(a[2 + ai], b[3 + p * ldb + j], sum);
          }
          expected[r][j] = sum;
        }
      }
      tile.run(
          k,
          a,
          2,
          lda,
          b,
          3,
          shape.packedB() ? 0 : ldb,
          c.matrix().data(),
          c.matrix().offset(),
          c.matrix().stride(),
          second);
      for (int r = 0; r < shape.rows(); r++) {
        for (int j = 0; j < width; j++) {
          assertEquals(
              expected[r][j], c.matrix().get(r, j), shape + " k=" + k + " at " + r + "," + j);
        }
      }
      c.check();
    }
  }
}
