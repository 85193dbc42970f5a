package io.github.lanewise.workbench;

import io.github.lanewise.Matrix;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** CRC-32C of the bits of floats; all NaNs count as one, as IEEE 754 leaves their payload open. */
final class Checksum {

  private final CRC32C crc = new CRC32C();
  private ByteBuffer bytes = ByteBuffer.allocate(0);

  /** The elements of the matrix and the gaps between its rows. */
  void add(Matrix m) {
    add(m.data());
  }

  void add(float[] values) {
    if (bytes.capacity() < Float.BYTES * values.length) {
      bytes = ByteBuffer.allocate(Float.BYTES * values.length);
    }
    bytes.clear();
    for (float value : values) {
      bytes.putInt(Float.floatToIntBits(value));
    }
    crc.update(bytes.flip());
  }

  void add(double value) {
    ByteBuffer eight = ByteBuffer.allocate(Double.BYTES);
    crc.update(eight.putLong(Double.doubleToLongBits(value)).flip());
  }

  String hexadecimal() {
    return "%08x".formatted(crc.getValue());
  }
}
