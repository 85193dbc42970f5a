package io.github.lanewise.workbench;

import io.github.lanewise.device.DeviceDescription;
import java.util.List;
import java.util.Locale;

/**
 * What {@code bench --device} measured; its JSON has these names.
 *
 * @param engine what the library computes with on the CPU
 * @param settings how long was measured
 */
record DeviceFigures(
    String date,
    String library,
    DeviceDescription device,
    String engine,
    String settings,
    List<Timing> timings) {

  /**
   * One piece of work, in µs a call: medians of the samples.
   *
   * @param onCpu on one thread
   * @param warm false if code was still being compiled, or became faster, when the time for warming
   *     up was over: the machine is busy, and the figures say little
   */
  record Timing(String work, double onDevice, double onCpu, boolean warm) {

    /** How many times faster the device is. */
    double gain() {
      return onCpu / onDevice;
    }
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append("device    %s%n".formatted(device));
    text.append("CPU       one thread, %s%n".formatted(engine));
    text.append("library   %s%n".formatted(library));
    text.append("%s, %s%n%n".formatted(date, settings));
    text.append(
        "%-46s %12s %12s %10s%n".formatted("medians", "device, us", "CPU, us", "CPU/device"));
    for (Timing timing : timings) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-46s %12.1f %12.1f %10.3f%s%n",
              timing.work(),
              timing.onDevice(),
              timing.onCpu(),
              timing.gain(),
              timing.warm() ? "" : "  not warm"));
    }
    return text.toString().stripTrailing();
  }
}
