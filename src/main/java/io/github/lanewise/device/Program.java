package io.github.lanewise.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a device is to do: buffers, and steps over them in order. Immutable.
 *
 * <pre>{@code
 * Program.Builder program = Program.builder();
 * DeviceBuffer a = program.input("A", m * k);
 * DeviceBuffer b = program.input("B", k * n);
 * DeviceBuffer c = program.resident("C", m * n);
 * program.add(new Step.ProductNN(a.matrix(m, k), b.matrix(k, n), c.matrix(m, n)));
 * try (Executable product = device.compile(program.build())) {
 *   product.upload(a, matrixA);
 *   product.upload(b, matrixB);
 *   product.run();
 *   product.download(c, matrixC);
 * }
 * }</pre>
 */
public final class Program {

  private final List<DeviceBuffer> buffers;
  private final List<Step> steps;

  private Program(Builder builder) {
    this.buffers = List.copyOf(builder.buffers);
    this.steps = List.copyOf(builder.steps);
  }

  /** Starts an empty program. */
  public static Builder builder() {
    return new Builder();
  }

  /** The buffer with index i is at place i. */
  public List<DeviceBuffer> buffers() {
    return buffers;
  }

  public List<Step> steps() {
    return steps;
  }

  /** How much memory the buffers take on a device. */
  public long bytes() {
    return buffers.stream().mapToLong(buffer -> (long) Float.BYTES * buffer.size()).sum();
  }

  /** How much memory the largest buffer takes. */
  public long largestBufferBytes() {
    return buffers.stream().mapToLong(buffer -> (long) Float.BYTES * buffer.size()).max().orElse(0);
  }

  /** Throws {@link IllegalArgumentException} unless the buffer is one of this program's. */
  public void checkOwn(DeviceBuffer buffer) {
    if (buffer.index() < 0
        || buffer.index() >= buffers.size()
        || !buffers.get(buffer.index()).equals(buffer)) {
      throw new IllegalArgumentException(
          "buffer %s is none of this program".formatted(buffer.name()));
    }
  }

  /** Collects buffers and steps. Not thread-safe. */
  public static final class Builder {

    private final List<DeviceBuffer> buffers = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();

    private Builder() {}

    /** A buffer whose values go to the device before every run. */
    public DeviceBuffer input(String name, int size) {
      return buffer(name, size, DeviceBuffer.Role.INPUT);
    }

    /** A buffer that stays on the device. */
    public DeviceBuffer resident(String name, int size) {
      return buffer(name, size, DeviceBuffer.Role.RESIDENT);
    }

    private DeviceBuffer buffer(String name, int size, DeviceBuffer.Role role) {
      DeviceBuffer buffer = new DeviceBuffer(buffers.size(), name, size, role);
      buffers.add(buffer);
      return buffer;
    }

    public Builder add(Step step) {
      steps.add(Objects.requireNonNull(step, "step"));
      return this;
    }

    /** The program so far; {@link IllegalArgumentException} if it has no step. */
    public Program build() {
      if (steps.isEmpty()) {
        throw new IllegalArgumentException("Program: there is no step");
      }
      return new Program(this);
    }
  }
}
