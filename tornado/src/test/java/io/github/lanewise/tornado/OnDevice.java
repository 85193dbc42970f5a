package io.github.lanewise.tornado;

import io.github.lanewise.device.Device;
import io.github.lanewise.device.Devices;

/** The device that the tests use: {@code -Dlanewise.test.device=…}, else TornadoVM's first. */
final class OnDevice {

  private OnDevice() {}

  static Device open() {
    return Devices.open(System.getProperty("lanewise.test.device", "tornado:0"));
  }
}
