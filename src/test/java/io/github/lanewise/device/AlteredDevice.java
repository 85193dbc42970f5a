package io.github.lanewise.device;

import io.github.lanewise.Matrix;

/** The reference with one thing gone wrong. */
final class AlteredDevice implements Device {

  /** What happens after each run, and to what comes down. */
  interface Alteration {
    default void afterRun(int runs) {}

    default void downloaded(Program program, DeviceBuffer buffer, Matrix values) {}
  }

  private final Device reference = Devices.reference();
  private final Alteration alteration;

  AlteredDevice(Alteration alteration) {
    this.alteration = alteration;
  }

  @Override
  public DeviceDescription description() {
    return reference.description();
  }

  @Override
  public Executable compile(Program program) {
    return new Altered(reference.compile(program));
  }

  @Override
  public void close() {}

  private final class Altered implements Executable {

    private final Executable executable;
    private int runs;

    private Altered(Executable executable) {
      this.executable = executable;
    }

    @Override
    public Program program() {
      return executable.program();
    }

    @Override
    public void upload(DeviceBuffer buffer, Matrix values) {
      executable.upload(buffer, values);
    }

    @Override
    public void run() {
      executable.run();
      runs++;
      alteration.afterRun(runs);
    }

    @Override
    public void download(DeviceBuffer buffer, Matrix values) {
      executable.download(buffer, values);
      alteration.downloaded(program(), buffer, values);
    }

    @Override
    public void close() {}
  }
}
