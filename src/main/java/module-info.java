/**
 * SIMD numerics for feed-forward networks: matrix products, elementwise maths, and networks on top.
 */
module io.github.lanewise {
  requires jdk.incubator.vector;

  exports io.github.lanewise;
  exports io.github.lanewise.device;
  exports io.github.lanewise.io;
  exports io.github.lanewise.nn;

  uses io.github.lanewise.device.DeviceProvider;
}
