package io.github.lanewise.device;

import io.github.lanewise.Matrix;

/**
 * The buffers of a program as arrays of this JVM: memory of the devices that compute here, what is
 * sent and received by the others. It checks what {@link Executable} says of values that travel.
 *
 * <p>Not thread-safe.
 */
public final class HostBuffers {

  private final Program program;
  private final float[][] arrays;
  private boolean hasRun;

  /** All zeros. */
  public HostBuffers(Program program) {
    this.program = program;
    this.arrays =
        program.buffers().stream().map(buffer -> new float[buffer.size()]).toArray(float[][]::new);
  }

  public Program program() {
    return program;
  }

  /** The array itself of the buffer with this index. */
  public float[] array(int index) {
    return arrays[index];
  }

  /** The program has run, or is about to: the device owns the resident buffers from now on. */
  public void runs() {
    hasRun = true;
  }

  /** {@link Executable#upload}, as far as this array. */
  public void upload(DeviceBuffer buffer, Matrix values) {
    checkSize(buffer, values);
    if (hasRun && buffer.role() == DeviceBuffer.Role.RESIDENT) {
      throw new IllegalStateException(
          "buffer %s is resident and the program has run: the device owns its values"
              .formatted(buffer.name()));
    }
    shaped(buffer, values).copyFrom(values);
  }

  /** The checks of {@link Executable#download}, to be made before values come from a device. */
  public void checkDownload(DeviceBuffer buffer, Matrix values) {
    checkSize(buffer, values);
    if (buffer.role() != DeviceBuffer.Role.RESIDENT) {
      throw new IllegalArgumentException(
          "buffer %s is an input, of which nothing comes down".formatted(buffer.name()));
    }
    if (!hasRun) {
      throw new IllegalStateException("the program has not run yet");
    }
  }

  /** {@link Executable#download}, from this array. */
  public void download(DeviceBuffer buffer, Matrix values) {
    checkDownload(buffer, values);
    values.copyFrom(shaped(buffer, values));
  }

  private Matrix shaped(DeviceBuffer buffer, Matrix like) {
    return Matrix.wrap(arrays[buffer.index()], like.rows(), like.columns());
  }

  private void checkSize(DeviceBuffer buffer, Matrix values) {
    program.checkOwn(buffer);
    if ((long) values.rows() * values.columns() != buffer.size()) {
      throw new IllegalArgumentException(
          "buffer %s has %d elements and the matrix is %s"
              .formatted(buffer.name(), buffer.size(), values.shape()));
    }
  }
}
