package io.github.lanewise.kernel.vector;

import jdk.incubator.vector.VectorShape;

/**
 * How many rows and vectors the register tiles have, from how many vector registers there are.
 *
 * <p>A tile of r rows and v vectors keeps r·v sums, v vectors of B and one broadcast of A in
 * registers. Measured with C2: with 32 registers 12×2 (27 in use), 8×3 (28) and 6×4 (29) reach the
 * FMA limit; with 16 registers 5×2 (13) reaches it while 6×2 (15) and 4×3 (16) spill and lose half
 * the speed.
 */
final class TileShapes {

  static final int REGISTERS = registers();

  /** Vectors in a row of the main tile. */
  static final int VECTORS = 2;

  /** Rows of the main tile, and most rows of any. */
  static final int ROWS = REGISTERS == 32 ? 12 : 5;

  private TileShapes() {}

  /** AVX-512 and NEON have 32 at every width; AVX2, whose widest vector is 256 bits, has 16. */
  private static int registers() {
    boolean avx512 = VectorShape.preferredShape().vectorBitSize() >= 512;
    boolean neon = System.getProperty("os.arch").equals("aarch64");
    return avx512 || neon ? 32 : 16;
  }
}
