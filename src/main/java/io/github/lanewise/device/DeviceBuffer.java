package io.github.lanewise.device;

import java.util.Objects;

/**
 * A run of floats on a device, part of one {@link Program}; got from its builder.
 *
 * @param index its place in {@link Program#buffers}
 * @param name what error messages call it
 * @param size how many floats, at least 1
 */
public record DeviceBuffer(int index, String name, int size, Role role) {

  /** When values travel. */
  public enum Role {
    /** To the device before every run. */
    INPUT,
    /**
     * To the device before the first run, or never, in which case it starts with zeros; from the
     * device on request.
     */
    RESIDENT
  }

  public DeviceBuffer {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(role, "role");
    if (size < 1) {
      throw new IllegalArgumentException(
          "buffer %s has %d elements; there must be at least one".formatted(name, size));
    }
  }

  /** The whole buffer as a rows × columns matrix. */
  public Operand matrix(int rows, int columns) {
    Operand operand = matrix(0, rows, columns);
    if (operand.elements() != size) {
      throw new IllegalArgumentException(
          "buffer %s has %d elements, which is not %d×%d".formatted(name, size, rows, columns));
    }
    return operand;
  }

  /** The rows × columns matrix that starts at element {@code offset}. */
  public Operand matrix(int offset, int rows, int columns) {
    return new Operand(this, offset, rows, columns);
  }
}
