package io.github.lanewise.kernel;

/**
 * Where an array begins a cache line, as far as can be known: Java tells no address, but the
 * garbage collector G1 starts an array of half a region or more at one, and its elements 16 bytes
 * later.
 */
public final class AlignedArray {

  /** The element of a large array, and of no other, with which a cache line begins. */
  public static final int FIRST = 12;

  /**
   * Elements of an array that most likely is large, 1 MiB: half a region of heaps of some GiB. Who
   * allocates so many and who plans by it has to agree.
   */
  public static final int LARGE = 1 << 18;

  private AlignedArray() {}
}
