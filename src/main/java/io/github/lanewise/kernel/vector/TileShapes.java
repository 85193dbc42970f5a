package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.Tuning;
import io.github.lanewise.kernel.TuningParameter;
import jdk.incubator.vector.VectorShape;

/**
 * How many rows and vectors the register tiles have, from how many vector registers there are.
 *
 * <p>A tile of r rows and v vectors keeps r·v sums, v vectors of B and one broadcast of A in
 * registers. Measured with C2: with 32 registers 12×2 (27 in use), 8×3 (28) and 6×4 (29) reach the
 * FMA limit. With 16 registers 6×2 (15) does if its rows are separated, see {@link TileEmitter};
 * else it spills, as does 4×3 (16) in any case. 4×2 (11) has eight sums, just as many as two
 * multiply-adds a cycle of four cycles' latency keep busy, without any slack, and more loads for
 * each. Of a tile of one row each vector of B is used once, and needs no register.
 */
final class TileShapes {

  static final int REGISTERS = registers();

  /** With 16 registers tiles have so few rows and columns that they read A and B more often. */
  static final boolean SMALL = REGISTERS == 16;

  /** Most vectors in a row of a tile. */
  static final int MOST_VECTORS = SMALL ? 6 : 24;

  /** The same of a tile that scales: of 23 and more C1 runs out of virtual registers. */
  static final int MOST_SCALED_VECTORS = Math.min(20, MOST_VECTORS);

  /** Vectors in a row of the tile for large products, which reads the least of A and B together. */
  static final int MAIN_VECTORS = 2;

  /**
   * Most rows of a tile of one vector with a mask where B is read with it, too. With more, C1 runs
   * out of virtual registers; then a kernel may reach C2 all the same, or run at a fortieth of the
   * speed for good, which depends on what else is being compiled.
   */
  static final int MASKED_ROWS = 6;

  /** The same where C is read with the mask, to add to it. */
  static final int MASKED_READING_ROWS = 4;

  /** Most rows of a tile of 1, 2, 3 … vectors; of more vectors tiles have one. */
  private static final int[] ROWS =
      SMALL ? new int[] {8, 6, 3, 2} : new int[] {12, 12, 8, 6, 4, 3, 3, 2, 2};

  static {
    int main = MAIN_VECTORS - 1;
    ROWS[main] = Tuning.current().value(TuningParameter.TILE_ROWS, ROWS[main]);
  }

  private TileShapes() {}

  /** Most rows of a tile of so many vectors. */
  static int rows(int vectors) {
    return vectors <= ROWS.length ? ROWS[vectors - 1] : 1;
  }

  /** AVX-512 and NEON have 32 at every width; AVX2, whose widest vector is 256 bits, has 16. */
  private static int registers() {
    boolean avx512 = VectorShape.preferredShape().vectorBitSize() >= 512;
    boolean neon = System.getProperty("os.arch").equals("aarch64");
    return avx512 || neon ? 32 : 16;
  }
}
