package io.github.lanewise.io;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * One IDX file of unsigned bytes, read from front to back.
 *
 * <pre>
 * byte 0      00 00 08 d     magic number: 08 for unsigned bytes, d dimensions
 * byte 4      d sizes of 4 bytes, big-endian
 * byte 4+4d   the elements, the last dimension running fastest
 * </pre>
 */
final class IdxFile implements Closeable {

  private static final int UNSIGNED_BYTES = 0x08;

  /** A little below 2³¹−1, for a JVM may keep some array words for itself. */
  private static final long LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final String name;
  private final InputStream in;
  private long position;

  private IdxFile(String name, InputStream in) {
    this.name = name;
    this.in = in;
  }

  static IdxFile open(String place, Idx.Source source, String file) throws IOException {
    String name = place + "/" + file;
    InputStream raw = new BufferedInputStream(source.open(file), 1 << 16);
    if (!name.endsWith(".gz")) {
      return new IdxFile(name, raw);
    }
    try {
      return new IdxFile(name, new GZIPInputStream(raw, 1 << 16));
    } catch (IOException e) {
      raw.close();
      throw notGzip(name, e);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  void expectMagic(int dimensions) throws IOException {
    int expected = UNSIGNED_BYTES << 8 | dimensions;
    int found = readInt("the magic number 0x%08x".formatted(expected));
    if (found != expected) {
      throw error(
          position - 4,
          "the magic number 0x%08x (unsigned bytes, %d-dimensional)"
              .formatted(expected, dimensions),
          "0x%08x".formatted(found));
    }
  }

  /** Reads the size of a dimension. */
  int size(String what, int least) throws IOException {
    int size = readInt("the " + what);
    if (size < least) {
      throw error(
          position - 4,
          "the %s, %d to %d".formatted(what, least, Integer.MAX_VALUE),
          Integer.toUnsignedString(size));
    }
    return size;
  }

  void expectSize(int expected, String what) throws IOException {
    int found = size("number of " + what, 0);
    if (found != expected) {
      throw error(position - 4, expected + " " + what, found);
    }
  }

  /** Reads all elements, whose number the sizes give, and expects the end of the file. */
  byte[] body(int... sizes) throws IOException {
    long start = position;
    long length = length(sizes);
    byte[] bytes = read((int) length);
    if (bytes.length < length) {
      throw error(position, "%d bytes from byte %d on".formatted(length, start), "the end");
    }
    if (read(1).length > 0) {
      throw error(position - 1, "the end, for the header says %d bytes".formatted(length), "more");
    }
    return bytes;
  }

  private long length(int... sizes) throws DataSetException {
    long length = 1;
    for (int size : sizes) {
      length *= size;
      if (length > LONGEST_ARRAY) {
        StringBuilder product = new StringBuilder().append(sizes[0]);
        for (int i = 1; i < sizes.length; i++) {
          product.append("×").append(sizes[i]);
        }
        throw error(4, "at most %d elements in all".formatted(LONGEST_ARRAY), product);
      }
    }
    return length;
  }

  /** An error in element i of a one-dimensional body. */
  DataSetException bodyError(int i, String expected, Object found) {
    return error(8L + i, expected, found);
  }

  private int readInt(String expected) throws IOException {
    byte[] bytes = read(4);
    if (bytes.length < 4) {
      throw error(position, expected, "the end");
    }
    return (bytes[0] & 0xff) << 24
        | (bytes[1] & 0xff) << 16
        | (bytes[2] & 0xff) << 8
        | bytes[3] & 0xff;
  }

  /** Up to count bytes, fewer at the end; memory grows with what is there, not with count. */
  private byte[] read(int count) throws IOException {
    try {
      byte[] bytes = in.readNBytes(count);
      position += bytes.length;
      return bytes;
    } catch (EOFException | ZipException e) {
      throw notGzip(name, e);
    }
  }

  private static IOException notGzip(String name, IOException cause) {
    return cause instanceof EOFException || cause instanceof ZipException
        ? new DataSetException(
            "%s is not a whole gzip file: %s".formatted(name, cause.getMessage()), cause)
        : cause;
  }

  private DataSetException error(long offset, String expected, Object found) {
    return new DataSetException(
        "%s, byte %d: expected %s, found %s".formatted(name, offset, expected, found));
  }
}
