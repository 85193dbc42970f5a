package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.AlignedArray;

/** Memory of one thread for packed operands and edges, reused by every product. */
final class Scratch {

  /** The element with which all memory here begins: whole vectors from it do not cross lines. */
  static final int ALIGNED = AlignedArray.FIRST;

  private static final ThreadLocal<Scratch> CURRENT = ThreadLocal.withInitial(Scratch::new);

  private float[] panelsOfA = {};
  private float[] panelsOfB = {};

  /** Where the chains of a {@link DotTile} begin. */
  static final int CHAINS = ALIGNED;

  /** Elements of a cache line. */
  private static final int LINE = 16;

  private static final int OF_CHAINS = DotTile.LENGTH - CHAINS;

  /** Where a block of C on its way to or from its transpose begins. */
  static final int TURNED = CHAINS + Shares.count(OF_CHAINS, LINE) * LINE;

  /** Where {@link Packing} keeps blocks. */
  static final int BETWEEN = TURNED + Lanes.COUNT * Lanes.COUNT;

  /** What stays in the first-level cache: chains, blocks on their way. */
  final float[] near = grown(BETWEEN + Packing.BETWEEN);

  private Scratch() {}

  static Scratch ofThisThread() {
    return CURRENT.get();
  }

  /** Memory for so many elements of A from {@link #ALIGNED} on. */
  float[] panelsOfA(int length) {
    if (panelsOfA.length < ALIGNED + length) {
      panelsOfA = grown(length);
    }
    return panelsOfA;
  }

  /** The same for B. */
  float[] panelsOfB(int length) {
    if (panelsOfB.length < ALIGNED + length) {
      panelsOfB = grown(length);
    }
    return panelsOfB;
  }

  /** Small arrays are not aligned, so none is small. */
  private static float[] grown(int length) {
    return new float[ALIGNED + Math.max(length, AlignedArray.LARGE)];
  }
}
