package io.github.lanewise.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kernel.vector.Tile.LayoutOfA;
import io.github.lanewise.kit.Allocation;
import io.github.lanewise.kit.Guarded;
import io.github.lanewise.kit.Shapes;
import java.util.ArrayList;
import java.util.List;
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
    for (Tile.Shape shape : shapes()) {
      check(shape);
      cases++;
    }
    int tiles = TileShapes.MASKED_ROWS;
    for (int vectors = 1; vectors <= TileShapes.MOST_VECTORS; vectors++) {
      tiles += TileShapes.rows(vectors);
    }
    assertEquals(12 * tiles, cases);
  }

  private static List<Tile.Shape> shapes() {
    List<Tile.Shape> shapes = new ArrayList<>();
    for (int vectors = 1; vectors <= TileShapes.MOST_VECTORS; vectors++) {
      for (int rows = 1; rows <= TileShapes.rows(vectors); rows++) {
        shapes.addAll(shapes(rows, vectors, false));
      }
    }
    for (int rows = 1; rows <= TileShapes.MASKED_ROWS; rows++) {
      shapes.addAll(shapes(rows, 1, true));
    }
    return shapes;
  }

  private static List<Tile.Shape> shapes(int rows, int vectors, boolean masked) {
    List<Tile.Shape> shapes = new ArrayList<>();
    for (LayoutOfA layout : LayoutOfA.values()) {
      for (int flags = 0; flags < 4; flags++) {
        shapes.add(
            new Tile.Shape(rows, vectors, layout, (flags & 1) != 0, (flags & 2) != 0, masked));
      }
    }
    return shapes;
  }

  @Test
  void theLargestTilesFitTheRegisters() {
    for (int vectors = 1; vectors <= TileShapes.MOST_VECTORS; vectors++) {
      int inUse = TileShapes.rows(vectors) * vectors + vectors + 1;
      assertTrue(inUse + 3 <= TileShapes.REGISTERS, vectors + " vectors: " + inUse);
    }
  }

  /**
   * A kernel that C1 cannot compile never reaches C2 and boxes every vector for ever; so the
   * largest of each kind is run until it allocates nothing.
   */
  @Test
  void theLargestKernelsReachTheOptimisingCompiler() {
    int k = 4;
    float[] a = Shapes.values(16 * 16, random);
    float[] b = Shapes.values((k + 1) * TileShapes.MOST_VECTORS * Lanes.COUNT, random);
    float[] c = Shapes.values(16 * TileShapes.MOST_VECTORS * Lanes.COUNT, random);
    List<Tile.Shape> largest = new ArrayList<>(shapes(TileShapes.MASKED_ROWS, 1, true));
    for (int vectors = 2; vectors <= TileShapes.MOST_VECTORS; vectors++) {
      largest.addAll(shapes(TileShapes.rows(vectors), vectors, false));
    }
    for (Tile.Shape shape : largest) {
      Tile tile = TileEmitter.emit(shape);
      int width = shape.vectors() * Lanes.COUNT;
      int last = shape.masked() ? Lanes.COUNT - 1 : width - Lanes.COUNT;
      assertEquals(
          0,
          Allocation.leastBytes(() -> tile.run(k, a, 0, 12, b, 0, width, c, 0, width, last)),
          shape::toString);
    }
  }

  private void check(Tile.Shape shape) {
    Tile tile = TileEmitter.emit(shape);
    // Vectors read from B in place overlap by one column; a mask leaves one column out.
    int vectors = shape.vectors();
    int overlap = vectors == 1 || shape.packedB() ? 0 : 1;
    int width = vectors * Lanes.COUNT - overlap - (shape.masked() ? 1 : 0);
    int last = shape.masked() ? width : width - Lanes.COUNT;
    for (int k : new int[] {0, 1, 5}) {
      int lda =
          switch (shape.layoutA()) {
            case PACKED -> 0;
            case ROWS -> k + 2;
            case COLUMNS -> shape.rows() + 3;
          };
      int ldb = shape.packedB() ? vectors * Lanes.COUNT : width + 1;
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
          last);
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
