package io.github.lanewise.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DevicesTest {

  private static final DeviceProvider CLOSET =
      provider(
          "closet",
          describe("closet", 0, "Slow One", DeviceType.CPU),
          describe("closet", 1, "Quick One", DeviceType.GPU),
          describe("closet", 2, "Quicker One", DeviceType.GPU));

  private static Map<String, Devices.Found> providers(DeviceProvider... providers) {
    Map<String, Devices.Found> found = new LinkedHashMap<>();
    for (DeviceProvider provider : providers) {
      found.put(provider.name(), new Devices.Found(provider, null));
    }
    return found;
  }

  @Test
  void anIdANumberATypeOrAPartOfTheNameOpensADevice() {
    assertEquals("closet:2", open("closet:2"));
    assertEquals("closet:2", open("CLOSET:2"));
    assertEquals("closet:1", open("1"));
    assertEquals("closet:1", open("gpu"));
    assertEquals("closet:0", open("cpu"));
    assertEquals("closet:2", open("quicker"));
    assertEquals("reference:0", open("reference"));
  }

  @Test
  void whatFitsNoneOrSeveralIsRefusedWithTheList() {
    String several = assertThrows(DeviceException.class, () -> open("one")).getMessage();
    assertTrue(several.contains("there are closet:0, closet:1, closet:2"), several);
    assertThrows(DeviceException.class, () -> open("3"));
    String none = assertThrows(DeviceException.class, () -> open("closet:3")).getMessage();
    assertTrue(none.contains("there is none"), none);
    assertTrue(none.contains("closet:1  GPU, 2.0 GiB, Quick One"), none);
  }

  @Test
  void aProviderWithoutDevicesSaysWhy() {
    Devices.Survey survey = Devices.survey(providers(CLOSET, absent(), provider("bare")));
    assertEquals(3, survey.devices().size());
    assertEquals(
        Map.of("attic", "the ladder is missing", "bare", "it found no device"), survey.refusals());
    String message =
        assertThrows(DeviceException.class, () -> Devices.open("gpu", providers(absent())))
            .getMessage();
    assertTrue(message.contains("attic  none: the ladder is missing"), message);
  }

  @Test
  void aProviderThatCannotBeLoadedIsARefusal() {
    Map<String, Devices.Found> broken = providers(CLOSET);
    broken.put("provider 2", new Devices.Found(null, "Provider x not found"));
    assertEquals(Map.of("provider 2", "Provider x not found"), Devices.survey(broken).refusals());
  }

  @Test
  void theLibraryAloneHasNoProvider() {
    assertEquals(List.of(), Devices.survey().devices());
    assertEquals("no device provider on the class path", Devices.survey().toString());
  }

  private static String open(String choice) {
    try (Device device = Devices.open(choice, providers(CLOSET))) {
      return device.description().id();
    }
  }

  private static DeviceProvider absent() {
    return new DeviceProvider() {
      @Override
      public String name() {
        return "attic";
      }

      @Override
      public List<DeviceDescription> devices() {
        throw new DeviceException("the ladder is missing");
      }

      @Override
      public Device open(int index) {
        throw new AssertionError("never asked");
      }
    };
  }

  private static DeviceProvider provider(String name, DeviceDescription... devices) {
    return new DeviceProvider() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public List<DeviceDescription> devices() {
        return List.of(devices);
      }

      @Override
      public Device open(int index) {
        return new Device() {
          @Override
          public DeviceDescription description() {
            return devices[index];
          }

          @Override
          public Executable compile(Program program) {
            throw new AssertionError("never asked");
          }

          @Override
          public void close() {}
        };
      }
    };
  }

  private static DeviceDescription describe(
      String provider, int index, String name, DeviceType type) {
    return new DeviceDescription(
        provider, index, name, type, "drawing 1.0", 1L << 31, 1L << 30, 256, false);
  }
}
