package io.github.lanewise.kernel.function;

/**
 * 16 floats, as many as fit into one vector of 512 bits, which are looked up by an int's low bits.
 */
public final class Table {

  public static final int SIZE = 8;

  private final float[] entries;

  Table(float[] entries) {
    if (entries.length != SIZE) {
      throw new IllegalArgumentException("a table of " + entries.length + " floats");
    }
    this.entries = entries.clone();
  }

  /** The entry that an int names. */
  float entry(int index) {
    return entries[index & SIZE - 1];
  }
}
