package io.github.lanewise.device;

import io.github.lanewise.Matrix;

/**
 * A program on a device, with its memory there. Not thread-safe.
 *
 * <p>After a {@link DeviceException} from {@link #run} the contents of the device are lost; what
 * was downloaded before is not. Only {@link #close} may follow.
 */
public interface Executable extends AutoCloseable {

  Program program();

  /**
   * Sets what a buffer holds at the next run; the matrix is copied now.
   *
   * @param values as many elements as the buffer, read row by row
   * @throws IllegalArgumentException if the number of elements differs
   * @throws IllegalStateException if the buffer is resident and the program has run: the device
   *     owns its values from then on
   */
  void upload(DeviceBuffer buffer, Matrix values);

  /** Runs every step once, in order, and returns when all are done. */
  void run();

  /**
   * Overwrites a matrix with what a resident buffer holds after the last run.
   *
   * @param values as many elements as the buffer, written row by row; unchanged if this throws
   * @throws IllegalArgumentException if the number of elements differs, or the buffer is an input
   * @throws IllegalStateException if the program has not run
   */
  void download(DeviceBuffer buffer, Matrix values);

  /** Frees the memory on the device. */
  @Override
  void close();
}
