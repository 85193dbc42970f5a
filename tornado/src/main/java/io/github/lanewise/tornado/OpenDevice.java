package io.github.lanewise.tornado;

import io.github.lanewise.device.Device;
import io.github.lanewise.device.DeviceDescription;
import io.github.lanewise.device.DeviceException;
import io.github.lanewise.device.Executable;
import io.github.lanewise.device.Program;
import java.util.Locale;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.TornadoVMBackendType;

/**
 * One device, which makes a task graph and an execution plan of each program, with these options
 * for OpenCL's compiler.
 */
final class OpenDevice implements Device {

  private final TornadoDevice device;
  private final DeviceDescription description;
  private final String compilerOptions;

  OpenDevice(TornadoDevice device, DeviceDescription description, String compilerOptions) {
    this.device = device;
    this.description = description;
    this.compilerOptions = compilerOptions;
  }

  @Override
  public DeviceDescription description() {
    return description;
  }

  @Override
  public Executable compile(Program program) {
    checkMemory(program);
    return new TaskGraphExecutable(
        program, new WorkGroupSize(description.largestWorkGroup()), this::configure);
  }

  @Override
  public void close() {}

  private TornadoExecutionPlan configure(TornadoExecutionPlan plan) {
    return plan.withDevice(device).withCompilerFlags(TornadoVMBackendType.OPENCL, compilerOptions);
  }

  /** TornadoVM knows its own limit, tornado.device.memory; this is the device's. */
  private void checkMemory(Program program) {
    if (program.bytes() > description.memoryBytes()
        || program.largestBufferBytes() > description.largestBufferBytes()) {
      throw new DeviceException(
          String.format(
              Locale.ROOT,
              "out of device memory: the program needs %.1f MiB, its largest buffer %.1f;"
                  + " %s has %.1f and %.1f. A smaller batch may help",
              program.bytes() / 0x1p20,
              program.largestBufferBytes() / 0x1p20,
              description.id(),
              description.memoryBytes() / 0x1p20,
              description.largestBufferBytes() / 0x1p20));
    }
  }
}
