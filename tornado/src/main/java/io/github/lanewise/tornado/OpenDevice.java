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

/** One device, which makes a task graph and an execution plan of each program. */
final class OpenDevice implements Device {

  /** No option but the one that silences warnings: TornadoVM's default is fast relaxed maths. */
  private static final String EXACT = "-w";

  private static final String RELAXED = "-cl-mad-enable -cl-fast-relaxed-math -w";

  private final TornadoDevice device;
  private final DeviceDescription description;
  private final boolean relaxedMaths;

  OpenDevice(TornadoDevice device, DeviceDescription description, boolean relaxedMaths) {
    this.device = device;
    this.description = description;
    this.relaxedMaths = relaxedMaths;
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
    return plan.withDevice(device)
        .withCompilerFlags(TornadoVMBackendType.OPENCL, relaxedMaths ? RELAXED : EXACT);
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
