package io.github.lanewise.tornado;

import io.github.lanewise.device.DeviceException;
import io.github.lanewise.tornado.kernel.CostKernels;
import io.github.lanewise.tornado.kernel.TiledProduct;

/**
 * How many work items share a group, by what the device allows.
 *
 * @param largest the most that the device lets share a group
 */
record WorkGroupSize(long largest) {

  /** 64 is two warps of NVIDIA's GPUs and one wavefront of AMD's older ones. */
  private static final int LINE = CostKernels.LANES;

  WorkGroupSize {
    if (largest < LINE) {
      throw new DeviceException(
          "the device lets %d work items share a group, and the kernels need %d"
              .formatted(largest, LINE));
    }
  }

  /** Edge of the square groups of products. */
  int tile() {
    int tile = TiledProduct.LARGEST_TILE;
    return (long) tile * tile <= largest ? tile : tile / 2;
  }

  /** Work items of a group in one dimension. */
  int line() {
    return LINE;
  }
}
