package io.github.lanewise.kernel.vector;

/** Memory of one thread for packed operands and edges, reused by every product. */
final class Scratch {

  /**
   * Element of a large array from which on whole vectors do not cross cache lines, where the
   * garbage collector starts large arrays at a cache line and their elements 16 bytes later, as G1
   * does.
   */
  static final int ALIGNED = 12;

  /** Elements of an array that is large in that sense: 1 MiB. */
  static final int LARGE = 1 << 18;

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
    return new float[ALIGNED + Math.max(length, LARGE)];
  }
}
