package io.github.lanewise.device;

import io.github.lanewise.Lanewise;

/** The CPU engines of this library as a device: the meaning of every step. */
final class ReferenceDevice implements Device {

  static final String NAME = "reference";

  @Override
  public DeviceDescription description() {
    long memory = Runtime.getRuntime().maxMemory();
    return new DeviceDescription(
        NAME,
        0,
        "CPU engines of Lanewise",
        DeviceType.CPU,
        Lanewise.describe().toString(),
        memory,
        Math.min(memory, (long) Float.BYTES * Integer.MAX_VALUE),
        1,
        false);
  }

  @Override
  public Executable compile(Program program) {
    return new ReferenceExecutable(program);
  }

  @Override
  public void close() {}
}
