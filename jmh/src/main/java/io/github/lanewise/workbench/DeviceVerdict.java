package io.github.lanewise.workbench;

import com.google.gson.GsonBuilder;
import io.github.lanewise.device.DeviceCheck;
import io.github.lanewise.device.DeviceDescription;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What {@code check --device} found; its JSON has these names.
 *
 * @param device null if it could not be opened
 * @param findings deviations from the CPU engines, and what they may be
 * @param failure why the device could not be checked; null if it was
 */
record DeviceVerdict(
    String date,
    String library,
    DeviceDescription device,
    List<DeviceCheck.Finding> findings,
    boolean right,
    String failure) {

  static DeviceVerdict of(DeviceCheck.Report report) throws IOException, InterruptedException {
    return new DeviceVerdict(
        LocalDate.now().toString(),
        Survey.library(),
        report.device(),
        report.findings(),
        report.passed(),
        null);
  }

  /** Of a device that could not be opened, or gave up. */
  static DeviceVerdict failed(String failure) throws IOException, InterruptedException {
    return new DeviceVerdict(
        LocalDate.now().toString(), Survey.library(), null, List.of(), false, failure);
  }

  /** Lines to paste into a report. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append("Lanewise device check, %s%n".formatted(date));
    text.append("library   %s%n".formatted(library));
    text.append("device    %s%n".formatted(device));
    text.append("%-28s %s%n".formatted("", "deviation in units of 2^-24 of what was added up"));
    findings.forEach(finding -> text.append("%s%n".formatted(finding)));
    text.append("verdict   ").append(verdict());
    return text.toString();
  }

  private String verdict() {
    if (right) {
      return "right: %d steps are within their bounds of the CPU".formatted(findings.size());
    }
    return findings.stream()
        .filter(finding -> !finding.passed())
        .map(DeviceCheck.Finding::step)
        .collect(Collectors.joining(", ", "WRONG: ", ". Please report this text."));
  }

  /** A deviation may be NaN. */
  String json() {
    return new GsonBuilder()
        .setPrettyPrinting()
        .disableHtmlEscaping()
        .serializeSpecialFloatingPointValues()
        .create()
        .toJson(this);
  }
}
