package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.Blocking;

/** Packing memory of one thread, allocated at its first product and kept. */
final class Panels {

  static final int MR = TileShapes.ROWS;
  static final int NR = TileShapes.VECTORS * Lanes.COUNT;

  static final Blocking BLOCKING = Blocking.of(MR, NR);

  private static final ThreadLocal<Panels> CURRENT = ThreadLocal.withInitial(Panels::new);

  /** A panel of A. */
  final float[] a = new float[MR * BLOCKING.kc()];

  /** A block of B. */
  final float[] b = new float[BLOCKING.kc() * BLOCKING.nc()];

  /** A tile of C on its way to or from C. */
  final float[] tile = new float[MR * NR];

  private Panels() {}

  static Panels current() {
    return CURRENT.get();
  }
}
