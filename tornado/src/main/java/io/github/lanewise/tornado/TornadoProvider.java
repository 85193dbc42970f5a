package io.github.lanewise.tornado;

import io.github.lanewise.device.Device;
import io.github.lanewise.device.DeviceCheck;
import io.github.lanewise.device.DeviceDescription;
import io.github.lanewise.device.DeviceException;
import io.github.lanewise.device.DeviceProvider;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Brings the devices of every backend that the user's TornadoVM has.
 *
 * <p>The first time that a device is opened it is compared with the CPU, by {@link DeviceCheck};
 * one that computes wrongly is refused. {@code -Dlanewise.tornado.relaxedMaths=true} lets the
 * OpenCL compiler replace operations by less accurate ones, within the same bounds.
 */
public final class TornadoProvider implements DeviceProvider {

  private final Set<Integer> checked = new HashSet<>();

  @Override
  public String name() {
    return DeviceList.PROVIDER;
  }

  @Override
  public List<DeviceDescription> devices() {
    checkEnvironment();
    return DeviceList.descriptions();
  }

  @Override
  public synchronized Device open(int index) {
    checkEnvironment();
    Device device = DeviceList.open(index);
    if (!checked.contains(index)) {
      refuseIfWrong(device);
      checked.add(index);
    }
    return device;
  }

  /** Throws {@link DeviceException} if a step of the device is outside its bound. */
  static void refuseIfWrong(Device device) {
    DeviceCheck.Report report = DeviceCheck.of(device);
    if (!report.passed()) {
      throw new DeviceException(
          "%s computes wrongly and is refused:%n%s".formatted(device.description(), report));
    }
  }

  private static void checkEnvironment() {
    String refusal = Environment.refusal();
    if (refusal != null) {
      throw new DeviceException(refusal);
    }
  }
}
