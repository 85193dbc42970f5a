package io.github.lanewise.workbench;

import io.github.lanewise.Matrix;
import io.github.lanewise.device.Device;
import io.github.lanewise.device.DeviceBuffer;
import io.github.lanewise.device.DeviceDescription;
import io.github.lanewise.device.DeviceException;
import io.github.lanewise.device.DeviceProvider;
import io.github.lanewise.device.DeviceType;
import io.github.lanewise.device.Devices;
import io.github.lanewise.device.Executable;
import io.github.lanewise.device.Program;
import java.util.List;

/**
 * The reference: {@code faulty:0} computes wrongly, {@code faulty:1} stops at its run 60, {@code
 * faulty:2} cannot be opened.
 */
public final class FaultyDevices implements DeviceProvider {

  private static final int LAST_RUN = 60;

  @Override
  public String name() {
    return "faulty";
  }

  @Override
  public List<DeviceDescription> devices() {
    return List.of(description(0, "Wrong"), description(1, "Failing"), description(2, "Shut"));
  }

  private static DeviceDescription description(int index, String name) {
    return new DeviceDescription(
        "faulty", index, name, DeviceType.OTHER, "none", 1L << 30, 1L << 30, 1, false);
  }

  @Override
  public Device open(int index) {
    if (index == 2) {
      throw new DeviceException("out of device memory");
    }
    return new Faulty(devices().get(index));
  }

  private record Faulty(DeviceDescription description) implements Device {

    @Override
    public Executable compile(Program program) {
      return new FaultyExecutable(Devices.reference().compile(program), description.index() == 0);
    }

    @Override
    public void close() {}
  }

  private static final class FaultyExecutable implements Executable {

    private final Executable executable;
    private final boolean wrong;
    private int runs;

    FaultyExecutable(Executable executable, boolean wrong) {
      this.executable = executable;
      this.wrong = wrong;
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
      runs++;
      if (!wrong && runs == LAST_RUN) {
        throw new DeviceException("out of device memory\ntwo lines");
      }
      executable.run();
    }

    @Override
    public void download(DeviceBuffer buffer, Matrix values) {
      executable.download(buffer, values);
      if (wrong) {
        values.set(0, 0, values.get(0, 0) + 1);
      }
    }

    @Override
    public void close() {
      executable.close();
    }
  }
}
