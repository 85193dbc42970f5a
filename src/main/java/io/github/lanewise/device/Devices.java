package io.github.lanewise.device;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The devices that can be asked for. Nothing in the library opens one by itself. Thread-safe. */
public final class Devices {

  private Devices() {}

  /**
   * What the providers said.
   *
   * @param devices those of all providers, in the order of the providers; without the reference
   * @param refusals the name of each provider that has none, and why
   */
  public record Survey(List<DeviceDescription> devices, Map<String, String> refusals) {

    public Survey {
      devices = List.copyOf(devices);
      refusals = Map.copyOf(refusals);
    }

    /** A line for each device and each refusal. */
    @Override
    public String toString() {
      List<String> lines = new ArrayList<>();
      devices.forEach(device -> lines.add(device.toString()));
      refusals.forEach((provider, reason) -> lines.add(provider + "  none: " + reason));
      return lines.isEmpty() ? "no device provider on the class path" : String.join("\n", lines);
    }
  }

  /** Asks every provider that {@link ServiceLoader} finds. */
  public static Survey survey() {
    return survey(providers());
  }

  static Survey survey(Map<String, Found> providers) {
    List<DeviceDescription> devices = new ArrayList<>();
    Map<String, String> refusals = new LinkedHashMap<>();
    providers.forEach((name, found) -> {
      if (found.provider() == null) {
        refusals.put(name, found.refusal());
        return;
      }
      try {
        List<DeviceDescription> own = found.provider().devices();
        devices.addAll(own);
        if (own.isEmpty()) {
          refusals.put(name, "it found no device");
        }
      } catch (DeviceException refused) {
        refusals.put(name, refused.getMessage());
      }
    });
    return new Survey(devices, refusals);
  }

  /**
   * The reference: this library's CPU engines behind the interface of a device, which other devices
   * are tested against.
   */
  public static Device reference() {
    return new ReferenceDevice();
  }

  /**
   * Opens a device.
   *
   * @param choice {@code reference}; or an id, {@code tornado:1}; or a type, {@code gpu}, which
   *     takes the first of it; or a part of the name that only one device has. Case does not
   *     matter.
   * @throws DeviceException if there is none, listing those that there are and why others are not
   */
  public static Device open(String choice) {
    return open(choice, providers());
  }

  static Device open(String choice, Map<String, Found> providers) {
    if (choice.equalsIgnoreCase(ReferenceDevice.NAME)) {
      return reference();
    }
    Survey survey = survey(providers);
    DeviceDescription device = choose(choice, survey);
    return providers.get(device.provider()).provider().open(device.index());
  }

  private static DeviceDescription choose(String choice, Survey survey) {
    String wanted = choice.toLowerCase(Locale.ROOT);
    if (wanted.matches("\\d{1,4}") && Integer.parseInt(wanted) < survey.devices().size()) {
      return survey.devices().get(Integer.parseInt(wanted));
    }
    List<DeviceDescription> named = new ArrayList<>();
    for (DeviceDescription device : survey.devices()) {
      if (device.id().equals(wanted)
          || device.type().name().toLowerCase(Locale.ROOT).equals(wanted)) {
        return device;
      }
      if (device.name().toLowerCase(Locale.ROOT).contains(wanted)) {
        named.add(device);
      }
    }
    if (named.size() == 1) {
      return named.getFirst();
    }
    throw new DeviceException(
        "device %s: %s. Known are%n%s"
            .formatted(
                choice,
                named.isEmpty()
                    ? "there is none"
                    : "there are "
                        + named.stream()
                            .map(DeviceDescription::id)
                            .collect(Collectors.joining(", ")),
                survey));
  }

  /** A provider, or why the class that was to be one is none. */
  record Found(DeviceProvider provider, String refusal) {}

  private static Map<String, Found> providers() {
    Map<String, Found> found = new LinkedHashMap<>();
    Iterator<ServiceLoader.Provider<DeviceProvider>> providers =
        ServiceLoader.load(DeviceProvider.class).stream().iterator();
    while (true) {
      try {
        if (!providers.hasNext()) {
          return found;
        }
        DeviceProvider provider = providers.next().get();
        found.put(provider.name(), new Found(provider, null));
      } catch (ServiceConfigurationError broken) {
        found.put("provider " + (found.size() + 1), new Found(null, broken.getMessage()));
      }
    }
  }
}
