package io.github.lanewise.tornado;

import io.github.lanewise.tornado.kernel.TiledProduct;

/**
 * How many work items share a group, by what the device allows.
 *
 * @param largest the most that the device lets share a group
 */
record WorkGroupSize(long largest) {

  /** 64 is two warps of NVIDIA's GPUs and one wavefront of AMD's older ones. */
  private static final int LINE = 64;

  /** Edge of the square groups of products: the largest power of two whose square fits. */
  int tile() {
    int tile = TiledProduct.LARGEST_TILE;
    while ((long) tile * tile > largest && tile > 1) {
      tile /= 2;
    }
    return tile;
  }

  /** Work items of a group in one dimension. */
  int line() {
    return (int) Math.max(1, Math.min(LINE, largest));
  }
}
