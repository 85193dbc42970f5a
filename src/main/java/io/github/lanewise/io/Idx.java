package io.github.lanewise.io;

import io.github.lanewise.Matrix;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the four files in which MNIST and its likes are published:
 *
 * <pre>
 * train-images-idx3-ubyte   train-labels-idx1-ubyte
 * t10k-images-idx3-ubyte    t10k-labels-idx1-ubyte
 * </pre>
 *
 * <p>The names may have a dot for the last but one hyphen ({@code train-images.idx3-ubyte}), and
 * {@code .gz} at the end if compressed; of several that are there, the plain one is read. A pixel
 * byte b becomes b/255, rounded to nearest.
 *
 * <p>Whatever is wrong with the files is a {@link DataSetException}; a failing device is any other
 * {@link IOException}.
 */
public final class Idx {

  /** How many classes digits have. */
  public static final int DIGITS = 10;

  private static final List<String> FILES =
      List.of(
          "train-images-idx3-ubyte",
          "train-labels-idx1-ubyte",
          "t10k-images-idx3-ubyte",
          "t10k-labels-idx1-ubyte");

  private Idx() {}

  /** Finds the files of a data set, wherever they are. */
  @FunctionalInterface
  public interface Source {

    /** Opens the file of this name, or returns null if there is none. The reader closes it. */
    InputStream open(String name) throws IOException;
  }

  /** Reads a folder of digits, ten classes. */
  public static ImageDataSet readFolder(Path folder) throws IOException {
    return readFolder(folder, DIGITS);
  }

  /** Reads a folder whose labels are 0 … classes−1. */
  public static ImageDataSet readFolder(Path folder, int classes) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new DataSetException(
          folder + (Files.exists(folder) ? " is not a folder" : ": there is no such folder"));
    }
    return read(
        folder.toString(),
        name -> {
          Path file = folder.resolve(name);
          return Files.isRegularFile(file) ? Files.newInputStream(file) : null;
        },
        classes);
  }

  /**
   * Reads a data set from elsewhere, such as the class path:
   *
   * <pre>{@code
   * Idx.read("digits", name -> Main.class.getResourceAsStream("digits/" + name), Idx.DIGITS)
   * }</pre>
   *
   * @param place what error messages call the source
   * @param classes labels are 0 … classes−1; 1 to 256, for a label is a byte
   */
  public static ImageDataSet read(String place, Source source, int classes) throws IOException {
    if (classes < 1 || classes > 256) {
      throw new IllegalArgumentException(
          "Idx.read: %d classes; a label byte tells 1 to 256 apart".formatted(classes));
    }
    List<String> names = find(place, source);
    LabelledImages training = readSet(place, source, names.get(0), names.get(1), classes);
    LabelledImages test = readSet(place, source, names.get(2), names.get(3), classes);
    if (training.height() != test.height() || training.width() != test.width()) {
      throw new DataSetException(
          "%s: %s has images of %d×%d pixels, but %s of %d×%d"
              .formatted(
                  place,
                  names.get(0),
                  training.height(),
                  training.width(),
                  names.get(2),
                  test.height(),
                  test.width()));
    }
    return new ImageDataSet(training, test);
  }

  /** The names that the four files really have, in the order of {@link #FILES}. */
  private static List<String> find(String place, Source source) throws IOException {
    List<String> names = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String file : FILES) {
      String name = find(source, file);
      (name == null ? missing : names).add(name == null ? file : name);
    }
    if (!missing.isEmpty()) {
      throw new DataSetException(
          "%s: there is no %s, with or without .gz"
              .formatted(place, String.join(", no ", missing)));
    }
    return names;
  }

  private static String find(Source source, String file) throws IOException {
    String dotted = file.replace("-idx", ".idx");
    for (String name : List.of(file, dotted, file + ".gz", dotted + ".gz")) {
      try (InputStream in = source.open(name)) {
        if (in != null) {
          return name;
        }
      }
    }
    return null;
  }

  private static LabelledImages readSet(
      String place, Source source, String imagesName, String labelsName, int classes)
      throws IOException {
    try (IdxFile images = IdxFile.open(place, source, imagesName);
        IdxFile labels = IdxFile.open(place, source, labelsName)) {
      images.expectMagic(3);
      int count = images.size("number of images", 0);
      int height = images.size("height", 1);
      int width = images.size("width", 1);
      Matrix pixels = pixels(images.body(height, width, count), count, height * width);
      labels.expectMagic(1);
      labels.expectSize(count, "labels, one for each image of " + imagesName);
      return new LabelledImages(pixels, labels(labels, count, classes), height, width, classes);
    }
  }

  private static Matrix pixels(byte[] bytes, int count, int size) {
    Matrix pixels = Matrix.zeros(count, size);
    float[] data = pixels.data();
    int start = pixels.offset();
    for (int i = 0; i < bytes.length; i++) {
      data[start + i] = Byte.toUnsignedInt(bytes[i]) / 255f;
    }
    return pixels;
  }

  private static int[] labels(IdxFile file, int count, int classes) throws IOException {
    byte[] bytes = file.body(count);
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = Byte.toUnsignedInt(bytes[i]);
      if (labels[i] >= classes) {
        throw file.bodyError(i, "a label below " + classes, labels[i]);
      }
    }
    return labels;
  }
}
