package io.github.lanewise.tornado;

import io.github.lanewise.device.Device;
import io.github.lanewise.device.DeviceDescription;
import io.github.lanewise.device.DeviceException;
import io.github.lanewise.device.DeviceType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import uk.ac.manchester.tornado.api.TornadoBackend;
import uk.ac.manchester.tornado.api.TornadoRuntime;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.TornadoDeviceType;
import uk.ac.manchester.tornado.api.enums.TornadoVMBackendType;
import uk.ac.manchester.tornado.api.runtime.TornadoRuntimeProvider;

/**
 * The devices of every backend, in TornadoVM's order.
 *
 * <p>TornadoVM's runtime starts when it is first asked. If that fails, the reason is kept: a second
 * try would only say that a class could not be initialised.
 */
final class DeviceList {

  static final String PROVIDER = "tornado";

  /** Options of OpenCL's compiler: none but silence. TornadoVM's own default is relaxed maths. */
  private static final String EXACT = "-w";

  private static final String RELAXED = "-cl-mad-enable -cl-fast-relaxed-math -w";

  private static final class Holder {
    static final List<TornadoDevice> DEVICES;
    static final DeviceException REFUSAL;

    static {
      List<TornadoDevice> devices = List.of();
      DeviceException refusal = null;
      try {
        devices = ask();
      } catch (Throwable thrown) {
        refusal =
            Failures.translate(
                "TornadoVM does not start; is there a driver for one of its backends?", thrown);
      }
      DEVICES = devices;
      REFUSAL = refusal;
    }
  }

  private DeviceList() {}

  private static List<TornadoDevice> ask() {
    TornadoRuntime runtime = TornadoRuntimeProvider.getTornadoRuntime();
    List<TornadoDevice> devices = new ArrayList<>();
    for (int i = 0; i < runtime.getNumBackends(); i++) {
      TornadoBackend backend = runtime.getBackend(i);
      for (int j = 0; j < backend.getNumDevices(); j++) {
        devices.add(backend.getDevice(j));
      }
    }
    return List.copyOf(devices);
  }

  private static List<TornadoDevice> devices() {
    if (Holder.REFUSAL != null) {
      throw new DeviceException(Holder.REFUSAL.getMessage(), Holder.REFUSAL);
    }
    return Holder.DEVICES;
  }

  static List<DeviceDescription> descriptions() {
    List<TornadoDevice> devices = devices();
    List<DeviceDescription> descriptions = new ArrayList<>();
    for (int index = 0; index < devices.size(); index++) {
      descriptions.add(describe(devices.get(index), index));
    }
    return descriptions;
  }

  static Device open(int index) {
    return open(index, relaxedMaths() ? RELAXED : EXACT);
  }

  static Device open(int index, String compilerOptions) {
    TornadoDevice device = devices().get(index);
    return new OpenDevice(device, describe(device, index), compilerOptions);
  }

  private static DeviceDescription describe(TornadoDevice device, int index) {
    long[] workGroup = device.getPhysicalDevice().getDeviceMaxWorkGroupSize();
    return new DeviceDescription(
        PROVIDER,
        index,
        device.getPhysicalDevice().getDeviceName().strip(),
        type(device.getDeviceType()),
        Stream.of(device.getTornadoVMBackend().toString(), device.getPlatformName().strip())
            .distinct()
            .reduce((backend, platform) -> backend + ", " + platform)
            .orElseThrow(),
        device.getMaxGlobalMemory(),
        device.getMaxAllocMemory(),
        workGroup == null || workGroup.length == 0 ? 1 : workGroup[0],
        relaxedMaths() && device.getTornadoVMBackend() == TornadoVMBackendType.OPENCL);
  }

  private static DeviceType type(TornadoDeviceType type) {
    return switch (type) {
      case GPU -> DeviceType.GPU;
      case CPU -> DeviceType.CPU;
      case ACCELERATOR -> DeviceType.ACCELERATOR;
      default -> DeviceType.OTHER;
    };
  }

  private static boolean relaxedMaths() {
    return Boolean.getBoolean("lanewise.tornado.relaxedMaths");
  }
}
