package io.github.lanewise.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.device.Device;
import io.github.lanewise.device.DeviceCheck;
import io.github.lanewise.device.DeviceDescription;
import io.github.lanewise.device.DeviceException;
import io.github.lanewise.device.Devices;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Devices are found, described, opened, and compute what the reference does. */
class TornadoDeviceTest {

  @Test
  void devicesAreFoundByTheLibrary() {
    List<DeviceDescription> devices = Devices.survey().devices();
    assertFalse(devices.isEmpty(), () -> Devices.survey().toString());
    for (DeviceDescription device : devices) {
      assertEquals("tornado", device.provider());
      assertFalse(device.name().isBlank());
      assertTrue(device.memoryBytes() >= device.largestBufferBytes());
      assertTrue(device.largestBufferBytes() > 0);
      assertTrue(device.largestWorkGroup() >= 1);
      assertFalse(device.relaxedMaths());
    }
    System.out.println(Devices.survey());
  }

  @Test
  void everyStepOfEveryDeviceIsWithinItsBound() {
    for (DeviceDescription description : Devices.survey().devices()) {
      try (Device device = Devices.open(description.id())) {
        DeviceCheck.Report report = DeviceCheck.of(device);
        System.out.println(description + "\n" + report);
        assertTrue(report.passed(), report::toString);
      }
    }
  }

  @Test
  void workGroupsFitTheDevice() {
    assertEquals(16, new WorkGroupSize(1024).tile());
    assertEquals(16, new WorkGroupSize(256).tile());
    assertEquals(8, new WorkGroupSize(255).tile());
    assertEquals(8, new WorkGroupSize(64).tile());
    assertThrows(DeviceException.class, () -> new WorkGroupSize(63));
  }

  @Test
  void anIndexThatIsNoneIsAnError() {
    assertThrows(IndexOutOfBoundsException.class, () -> new TornadoProvider().open(-1));
  }
}
