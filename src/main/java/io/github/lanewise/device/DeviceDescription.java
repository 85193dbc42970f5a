package io.github.lanewise.device;

import java.util.Locale;
import java.util.Objects;

/**
 * What is known of a device before it is opened.
 *
 * @param provider the {@link DeviceProvider#name} it comes from
 * @param index its place in the provider's list, from 0
 * @param name the device's name, as its driver says
 * @param software what drives it, as in {@code OpenCL 3.0}
 * @param memoryBytes its memory
 * @param largestBufferBytes the most that one buffer may take
 * @param largestWorkGroup how many work items may share local memory; 1 if there is no such notion
 * @param relaxedMaths whether its compiler may replace operations by less accurate ones
 */
public record DeviceDescription(
    String provider,
    int index,
    String name,
    DeviceType type,
    String software,
    long memoryBytes,
    long largestBufferBytes,
    long largestWorkGroup,
    boolean relaxedMaths) {

  public DeviceDescription {
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(software, "software");
  }

  /** What {@link Devices#open} finds this device by, as in {@code tornado:0}. */
  public String id() {
    return provider + ":" + index;
  }

  /** One line, as in {@code tornado:0 GPU, 24.0 GiB, NVIDIA …, OpenCL 3.0}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s  %s, %.1f GiB, %s, %s%s",
        id(),
        type,
        memoryBytes / 0x1p30,
        name,
        software,
        relaxedMaths ? ", relaxed maths" : "");
  }
}
