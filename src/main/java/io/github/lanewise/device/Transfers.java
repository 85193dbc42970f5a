package io.github.lanewise.device;

import io.github.lanewise.Matrix;

/** What every {@link Executable} checks before values travel, so that all refuse alike. */
public final class Transfers {

  private Transfers() {}

  /** The checks of {@link Executable#upload}. */
  public static void checkUpload(
      Program program, DeviceBuffer buffer, Matrix values, boolean hasRun) {
    checkSize(program, buffer, values);
    if (hasRun && buffer.role() == DeviceBuffer.Role.RESIDENT) {
      throw new IllegalStateException(
          "buffer %s is resident and the program has run: the device owns its values"
              .formatted(buffer.name()));
    }
  }

  /** The checks of {@link Executable#download}. */
  public static void checkDownload(
      Program program, DeviceBuffer buffer, Matrix values, boolean hasRun) {
    checkSize(program, buffer, values);
    if (buffer.role() != DeviceBuffer.Role.RESIDENT) {
      throw new IllegalArgumentException(
          "buffer %s is an input, of which nothing comes down".formatted(buffer.name()));
    }
    if (!hasRun) {
      throw new IllegalStateException("the program has not run yet");
    }
  }

  /** The elements of a buffer as a matrix of the shape of {@code like}, without a copy. */
  public static Matrix shaped(float[] elements, Matrix like) {
    return Matrix.wrap(elements, like.rows(), like.columns());
  }

  private static void checkSize(Program program, DeviceBuffer buffer, Matrix values) {
    program.checkOwn(buffer);
    if ((long) values.rows() * values.columns() != buffer.size()) {
      throw new IllegalArgumentException(
          "buffer %s has %d elements and the matrix is %s"
              .formatted(buffer.name(), buffer.size(), values.shape()));
    }
  }
}
