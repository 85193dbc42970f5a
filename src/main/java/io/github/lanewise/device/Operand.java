package io.github.lanewise.device;

import java.util.Objects;

/** A row-major matrix without gaps in a buffer: element (i, j) is at offset + i·columns + j. */
public record Operand(DeviceBuffer buffer, int offset, int rows, int columns) {

  /** Throws {@link IllegalArgumentException} if it is empty or leaves the buffer. */
  public Operand {
    Objects.requireNonNull(buffer, "buffer");
    if (offset < 0 || rows < 1 || columns < 1 || offset + (long) rows * columns > buffer.size()) {
      throw new IllegalArgumentException(
          "%d×%d at element %d is not inside buffer %s of %d elements"
              .formatted(rows, columns, offset, buffer.name(), buffer.size()));
    }
  }

  int elements() {
    return rows * columns;
  }

  boolean hasShape(int rows, int columns) {
    return this.rows == rows && this.columns == columns;
  }

  boolean overlaps(Operand other) {
    return buffer.equals(other.buffer)
        && offset < other.offset + other.elements()
        && other.offset < offset + elements();
  }

  /** As in {@code q1 (32×64)}. */
  @Override
  public String toString() {
    return "%s (%d×%d)".formatted(buffer.name(), rows, columns);
  }
}
