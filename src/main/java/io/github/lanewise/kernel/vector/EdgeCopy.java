package io.github.lanewise.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** Copies rows of fewer columns than a tile has, between C and a tile's own memory. */
final class EdgeCopy {

  private EdgeCopy() {}

  /** rows × columns from x to y; columns is at least 1. */
  static void run(
      int rows, int columns, float[] x, int xStart, int ldx, float[] y, int yStart, int ldy) {
    int whole = (columns - 1) / Lanes.COUNT * Lanes.COUNT;
    VectorMask<Float> last = Lanes.F.indexInRange(0, columns - whole);
    for (int i = 0; i < rows; i++) {
      int xi = xStart + i * ldx;
      int yi = yStart + i * ldy;
      for (int j = 0; j < whole; j += Lanes.COUNT) {
        Lanes.copy(x, xi + j, y, yi + j);
      }
      Lanes.CLASS
          .cast(FloatVector.fromArray(Lanes.F, x, xi + whole, last))
          .intoArray(y, yi + whole, last);
    }
  }
}
