package io.github.lanewise.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kernel.Epilogue;
import io.github.lanewise.kernel.vector.Tile.LayoutOfA;
import io.github.lanewise.kernel.vector.Tile.Stack;
import io.github.lanewise.kit.Allocation;
import io.github.lanewise.kit.CompilationFailures;
import io.github.lanewise.kit.Guarded;
import io.github.lanewise.kit.Shapes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every kernel the library can emit, at a few lengths, against the plain chain. */
@Tag("vector")
class TileEmitterTest {

  private static final float SCALE = -0.3f;

  private final RandomGenerator random = Shapes.random(7);

  @Test
  void everyShapeComputesItsTileAndNothingElse() {
    int tiles = 0;
    for (int vectors = 1; vectors <= TileShapes.MOST_VECTORS; vectors++) {
      for (int rows = 1; rows <= TileShapes.rows(vectors); rows++) {
        for (Kind kind : kinds()) {
          check(rows, vectors, kind, false);
        }
        tiles++;
      }
    }
    for (int rows = 1; rows <= TileShapes.rows(1); rows++) {
      for (Kind kind : kinds()) {
        if (kind.mayBeMasked()) {
          check(rows, 1, kind, true);
        }
      }
      tiles++;
    }
    assertTrue(tiles >= 2 * TileShapes.rows(1) + TileShapes.MOST_VECTORS - 1, "tiles: " + tiles);
  }

  /** What a shape says beside its size. */
  private record Kind(
      LayoutOfA layout,
      boolean accumulate,
      boolean scaled,
      boolean packedB,
      boolean constantStrides,
      Stack stack,
      Epilogue epilogue,
      boolean copiesB) {

    Kind with(Epilogue other) {
      return new Kind(layout, accumulate, scaled, packedB, constantStrides, stack, other, copiesB);
    }

    Kind thatCopiesB() {
      return new Kind(layout, accumulate, scaled, packedB, constantStrides, stack, epilogue, true);
    }

    /** Tiles that start or end in another way, or copy, are never masked. */
    boolean mayBeMasked() {
      return !hasEpilogue() && !copiesB;
    }

    boolean hasEpilogue() {
      return epilogue != Epilogue.NONE;
    }

    int mostVectors() {
      return hasEpilogue() || copiesB
          ? TileShapes.MAIN_VECTORS
          : scaled ? TileShapes.MOST_SCALED_VECTORS : TileShapes.MOST_VECTORS;
    }

    int tiles() {
      return stack == Stack.SINGLE ? 1 : 3;
    }

    float factor() {
      float start = accumulate ? Tile.ADD : Tile.OVERWRITE;
      return scaled ? SCALE : hasEpilogue() ? start + Tile.END : start;
    }
  }

  private static List<Kind> kinds() {
    List<Kind> kinds = new ArrayList<>();
    for (LayoutOfA layout : LayoutOfA.values()) {
      for (int flags = 0; flags < 4; flags++) {
        boolean packedB = (flags & 1) != 0;
        boolean constantStrides = (flags & 2) != 0;
        for (boolean accumulate : new boolean[] {false, true}) {
          for (Stack stack : Stack.values()) {
            kinds.add(
                new Kind(
                    layout,
                    accumulate,
                    false,
                    packedB,
                    constantStrides,
                    stack,
                    Epilogue.NONE,
                    false));
          }
        }
        kinds.add(
            new Kind(
                layout, false, true, packedB, constantStrides, Stack.SINGLE, Epilogue.NONE, false));
      }
    }
    kinds.stream()
        .filter(k -> !k.packedB() && k.stack() == Stack.SINGLE)
        .toList()
        .forEach(kind -> kinds.add(kind.thatCopiesB()));
    List<Kind> ofPackedRows = kinds.stream().filter(TileEmitterTest::ends).toList();
    for (Kind kind : ofPackedRows) {
      kinds.add(kind.with(Epilogue.ADD_ROW));
      kinds.add(kind.with(Epilogue.ADD_ROW_RELU));
    }
    return kinds;
  }

  /** Whether kernels of a kind may have an epilogue. */
  private static boolean ends(Kind kind) {
    return kind.packedB()
        && !kind.scaled()
        && kind.layout() == LayoutOfA.ROWS
        && kind.stack() != Stack.OF_NEXT_B;
  }

  /** Of a tile of one row each vector of B is an operand of one FMA, straight from memory. */
  @Test
  void theLargestTilesFitTheRegisters() {
    for (int vectors = 1; vectors <= TileShapes.MOST_VECTORS; vectors++) {
      int rows = TileShapes.rows(vectors);
      int inUse = rows * vectors + (rows == 1 ? 1 : vectors) + 1;
      boolean separated = TileShapes.SMALL && vectors == TileShapes.MAIN_VECTORS;
      int slack = separated ? 1 : 3;
      assertTrue(inUse + slack <= TileShapes.REGISTERS, vectors + " vectors: " + inUse);
    }
  }

  /**
   * A kernel that C1 cannot compile reaches C2 late or never, and boxes every vector until then; so
   * the largest of each kind is run until it allocates nothing, and no compiler may have given up.
   */
  @Test
  void theLargestKernelsReachTheOptimisingCompiler() throws IOException {
    for (Kind kind : kinds()) {
      assertEquals(List.of(), CompilationFailures.of(() -> checkAllocations(kind)), kind::toString);
    }
  }

  private void checkAllocations(Kind kind) {
    for (int vectors = 1; vectors <= kind.mostVectors(); vectors++) {
      checkAllocation(TileShapes.rows(vectors), vectors, kind, false);
    }
    if (!kind.mayBeMasked()) {
      return;
    }
    boolean readsC = kind.accumulate() || kind.scaled();
    int rows =
        readsC
            ? TileShapes.MASKED_READING_ROWS
            : kind.packedB() ? TileShapes.rows(1) : TileShapes.MASKED_ROWS;
    checkAllocation(rows, 1, kind, true);
  }

  private void checkAllocation(int rows, int vectors, Kind kind, boolean masked) {
    int k = 4;
    int width = vectors * Lanes.COUNT;
    int last = masked ? Lanes.COUNT - 1 : width - Lanes.COUNT;
    float[] a = Shapes.values(16 * 16, random);
    float[] b = Shapes.values((k + 1) * width, random);
    float[] c = Shapes.values(16 * width, random);
    Tile.Shape shape = shape(rows, vectors, kind, masked, 12, width, width, last);
    Tile tile = TileEmitter.emit(shape);
    float[] panel = new float[kind.copiesB() ? k * width : 0];
    float factor = kind.factor();
    Runnable run =
        kind.copiesB()
            ? () -> tile.run(k, a, 0, 12, b, 0, width, c, 0, width, factor, panel, 0)
            : () -> tile.run(k, a, 0, 12, b, 0, width, c, 0, width, factor);
    assertEquals(0, Allocation.leastBytes(run), shape::toString);
  }

  private static Tile.Shape shape(
      int rows, int vectors, Kind kind, boolean masked, int lda, int ldb, int ldc, int last) {
    Tile.Shape shape =
        new Tile.Shape(
            rows,
            vectors,
            kind.layout(),
            masked && kind.accumulate(),
            kind.scaled(),
            masked,
            kind.packedB(),
            lda,
            ldb,
            ldc,
            last,
            kind.copiesB(),
            kind.stack(),
            kind.epilogue());
    return kind.constantStrides() ? shape : shape.forAnyStride();
  }

  private void check(int height, int vectors, Kind kind, boolean masked) {
    // Vectors overlap by one column; a mask leaves one column out.
    int width = vectors * Lanes.COUNT - (vectors > 1 || masked ? 1 : 0);
    int last = masked ? width : width - Lanes.COUNT;
    int rows = kind.tiles() * height;
    for (int k : new int[] {0, 1, 5, 67}) {
      int lda = kind.layout() == LayoutOfA.ROWS ? k + 2 : rows + 3;
      int ldb = kind.packedB() ? vectors * Lanes.COUNT : width + 1;
      float[] a = Shapes.values(2 + rows * (k + 3) + k * (rows + 3), random);
      float[] b = Shapes.values(3 + (kind.tiles() * k + 1) * ldb, random);
      Guarded c = Guarded.of(rows, width, 2, 5);
      int ldc = c.matrix().stride();
      if (kind.accumulate() || kind.scaled()) {
        Shapes.fill(c.matrix(), random);
      }
      Tile.Shape shape = shape(height, vectors, kind, masked, lda, ldb, ldc, last);
      float[][] expected = new float[rows][width];
      for (int r = 0; r < rows; r++) {
        int b0 = kind.stack() == Stack.OF_NEXT_B ? 3 + r / height * k * ldb : 3;
        for (int j = 0; j < width; j++) {
          boolean inLast = j >= last && vectors > 1;
          int bj = kind.packedB() && inLast ? (vectors - 1) * Lanes.COUNT + j - last : j;
          float sum = kind.accumulate() ? c.matrix().get(r, j) : 0;
          for (int p = 0; p < k; p++) {
            int ai = kind.layout() == LayoutOfA.ROWS ? r * lda + p : p * lda + r;
            sum = Math.fma(a[2 + ai], b[b0 + p * ldb + bj], sum);
          }
          if (kind.hasEpilogue()) {
            sum += b[b0 + k * ldb + bj];
          }
          if (kind.epilogue() == Epilogue.ADD_ROW_RELU) {
            sum = Math.max(sum, 0);
          }
          expected[r][j] = kind.scaled() ? Math.fma(SCALE, sum, c.matrix().get(r, j)) : sum;
        }
      }
      float[] data = c.matrix().data();
      int c0 = c.matrix().offset();
      Tile tile = TileEmitter.emit(shape);
      if (kind.stack() != Stack.SINGLE) {
        // While it is cold, run has it compute one tile at a time.
        tile.stack(k, a, 2, lda, b, 3, ldb, data, c0, ldc, kind.factor(), kind.tiles());
      } else if (kind.copiesB()) {
        float[] panel = new float[4 + k * vectors * Lanes.COUNT];
        tile.run(k, a, 2, lda, b, 3, ldb, data, c0, ldc, kind.factor(), panel, 4);
        checkPanel(panel, k, vectors, last, b, ldb);
      } else {
        tile.run(k, a, 2, lda, b, 3, ldb, data, c0, ldc, kind.factor());
      }
      for (int r = 0; r < rows; r++) {
        for (int j = 0; j < width; j++) {
          assertEquals(
              expected[r][j], c.matrix().get(r, j), shape + " k=" + k + " at " + r + "," + j);
        }
      }
      c.check();
    }
  }

  private static void checkPanel(float[] panel, int k, int vectors, int last, float[] b, int ldb) {
    float[] expected = new float[panel.length];
    for (int p = 0; p < k; p++) {
      for (int v = 0; v < vectors; v++) {
        int column = v > 0 && v == vectors - 1 ? last : v * Lanes.COUNT;
        int to = 4 + (p * vectors + v) * Lanes.COUNT;
        System.arraycopy(b, 3 + p * ldb + column, expected, to, Lanes.COUNT);
      }
    }
    assertArrayEquals(expected, panel);
  }
}
