package io.github.lanewise.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a tiny data set by hand, three training and two test images of 2×3 pixels, and damages it.
 */
record IdxFiles(Path folder) {

  static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
  static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
  static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
  static final String TEST_LABELS = "t10k-labels-idx1-ubyte";

  static final int[] TRAINING_PIXELS = {
    0, 1, 2, 3, 4, 5, 250, 251, 252, 253, 254, 255, 127, 128, 129, 51, 102, 204
  };

  static IdxFiles writtenTo(Path folder) throws IOException {
    IdxFiles files = new IdxFiles(folder);
    files.write(TRAIN_IMAGES, images(3, 2, 3, TRAINING_PIXELS));
    files.write(TRAIN_LABELS, labels(7, 0, 9));
    files.write(TEST_IMAGES, images(2, 2, 3, new int[12]));
    files.write(TEST_LABELS, labels(1, 2));
    return files;
  }

  static byte[] images(int count, int height, int width, int... pixels) {
    return file(new int[] {0x803, count, height, width}, pixels);
  }

  static byte[] labels(int... labels) {
    return file(new int[] {0x801, labels.length}, labels);
  }

  static byte[] file(int[] header, int... body) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * header.length + body.length);
    Arrays.stream(header).forEach(bytes::putInt);
    Arrays.stream(body).forEach(b -> bytes.put((byte) b));
    return bytes.array();
  }

  void write(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
  }

  void change(String name, UnaryOperator<byte[]> change) throws IOException {
    Path file = folder.resolve(name);
    Files.write(file, change.apply(Files.readAllBytes(file)));
  }

  void delete(String name) throws IOException {
    Files.delete(folder.resolve(name));
  }

  void rename(String name, String newName) throws IOException {
    Files.move(folder.resolve(name), folder.resolve(newName));
  }

  void compress(String name) throws IOException {
    try (var out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name + ".gz")))) {
      Files.copy(folder.resolve(name), out);
    }
    delete(name);
  }

  static UnaryOperator<byte[]> cutTo(int length) {
    return bytes -> Arrays.copyOf(bytes, length);
  }

  static UnaryOperator<byte[]> withInt(int offset, int value) {
    return bytes -> ByteBuffer.wrap(bytes).putInt(offset, value).array();
  }

  static UnaryOperator<byte[]> withByte(int offset, int value) {
    return bytes -> ByteBuffer.wrap(bytes).put(offset, (byte) value).array();
  }
}
