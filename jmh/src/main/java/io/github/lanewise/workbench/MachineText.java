package io.github.lanewise.workbench;

import java.util.Locale;
import java.util.stream.Collectors;

/** A machine as lines for a terminal. */
final class MachineText {

  private final StringBuilder text = new StringBuilder();

  private MachineText() {}

  static String of(MachineInfo info) {
    MachineText page = new MachineText();
    page.system(info);
    page.flags(info.jvm());
    page.measured(info);
    return page.text.toString().stripTrailing();
  }

  private void system(MachineInfo info) {
    MachineInfo.Cpu cpu = info.cpu();
    line("CPU", "%s", cpu.model());
    line(
        "",
        "%d logical processors; %s",
        cpu.logicalProcessors(),
        String.join(" ", cpu.vectorFlags()));
    line("caches", "%s", caches(cpu));
    line("memory", "%s", size(cpu.memoryBytes()));
    line("system", "%s", info.os());
    line("JVM", "%s", info.jvm().version());
    line("library", "%s", info.library());
    line(
        "engine",
        "%s, %d bits (%d lanes): %s",
        info.engine().name(),
        info.engine().bits(),
        info.engine().lanes(),
        info.engine().reason());
  }

  private void flags(MachineInfo.Jvm jvm) {
    text.append('\n');
    for (JvmFlag flag : jvm.flags()) {
      text.append(
          "%-4s %-24s %s%n".formatted(flag.good() ? "ok" : "look", flag.name(), flag.value()));
      if (!flag.good()) {
        text.append("     %s%n".formatted(flag.advice()));
      }
    }
  }

  private void measured(MachineInfo info) {
    if (!info.fma().isEmpty()) {
      int threads = info.fma().getFirst().threads();
      text.append("%n%-26s %10s %10s%n".formatted("measured", "1 thread", threads + " threads"));
    }
    for (MachineInfo.FmaPeak peak : info.fma()) {
      text.append(
          format(
              "%-26s %10.1f %10.1f GFLOP/s%n",
              "multiply-adds, " + peak.bits() + " bits", peak.oneThread(), peak.allThreads()));
    }
    for (MachineInfo.Level level : info.memory()) {
      text.append(
          format(
              "%-26s %10.1f %10.1f GB/s, latency %.1f ns%n",
              "loads, " + level.name() + " (" + size(level.bytes()) + ")",
              level.oneThread(),
              level.allThreads(),
              level.latency()));
    }
    MachineInfo.ParallelCall call = info.parallel();
    text.append(
        format(
            "%na call on %d threads costs %.1f µs more than its share of the work, %.1f µs if the"
                + " workers sleep (%s, %.1f µs on one thread)%n",
            call.threads(),
            call.backToBack(),
            call.afterPause(),
            call.product(),
            call.oneThread()));
    MachineInfo.HandOver handOver = info.handOver();
    if (handOver.most() > 0) {
      text.append(
          format(
              "a cache line takes %.0f to %.0f ns to another thread and back%n",
              handOver.least(), handOver.most()));
    }
  }

  static String caches(MachineInfo.Cpu cpu) {
    return cpu.caches().isEmpty()
        ? "unknown"
        : cpu.caches().stream()
            .map(cache ->
                "L%d %s%s"
                    .formatted(
                        cache.level(),
                        size(cache.bytes()),
                        cache.sharedBy() > 1 ? " shared by " + cache.sharedBy() : ""))
            .collect(Collectors.joining(", "));
  }

  /** As in {@code 48 KiB}. */
  static String size(long bytes) {
    String[] units = {"B", "KiB", "MiB", "GiB"};
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    return format(value == Math.rint(value) ? "%.0f %s" : "%.1f %s", value, units[unit]);
  }

  private void line(String subject, String format, Object... values) {
    text.append("%-10s %s%n".formatted(subject, format(format, values)));
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
