package io.github.lanewise.workbench;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code check} found; its JSON has these names.
 *
 * @param reference checksums of this version on every machine
 * @param gradients by engine
 */
record CheckReport(
    String date,
    String library,
    String cpu,
    String system,
    String jvm,
    List<EngineRun> engines,
    Map<String, String> reference,
    List<GradientCases.Outcome> gradients,
    boolean right) {

  /**
   * One JVM.
   *
   * @param name engine, width, threads
   * @param engine how the library describes itself there, or why it cannot run
   * @param checksums by group; empty if it cannot run here
   * @param wrong groups that differ from the reference
   */
  record EngineRun(String name, String engine, Map<String, String> checksums, List<String> wrong) {}

  /** Lines to paste into a report. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append("Lanewise self-test, %s%n".formatted(date));
    text.append("library   %s%n".formatted(library));
    text.append("CPU       %s%n".formatted(cpu));
    text.append("system    %s%n".formatted(system));
    text.append("JVM       %s%n".formatted(jvm));
    for (EngineRun run : engines) {
      text.append("%-9s %s%n".formatted(verdict(run), run.name()));
      if (!run.wrong().isEmpty()) {
        text.append("          %s%n".formatted(run.engine()));
        text.append("          %s, expected %s%n".formatted(run.checksums(), reference));
      }
    }
    for (GradientCases.Outcome outcome : gradients) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-9s gradient of %s: %d checked, largest relative error %.1e%n",
              outcome.right() ? "right" : "WRONG",
              outcome.network(),
              outcome.checked(),
              outcome.largestError()));
    }
    text.append("verdict   ").append(verdict());
    return text.toString();
  }

  private static String verdict(EngineRun run) {
    return run.checksums().isEmpty() ? "absent" : run.wrong().isEmpty() ? "right" : "WRONG";
  }

  String verdict() {
    if (right) {
      long ran = engines.stream().filter(run -> !run.checksums().isEmpty()).count();
      return "right: %d runs gave the bits that every machine gives (%s), and %d gradients agree"
          .formatted(ran, String.join(" ", reference.values()), gradients.size());
    }
    List<String> wrong =
        engines.stream()
            .filter(run -> !run.wrong().isEmpty())
            .map(run -> run.name() + " " + run.wrong())
            .toList();
    long gradient = gradients.stream().filter(outcome -> !outcome.right()).count();
    return "WRONG: bits of %s; %d gradients. Please report this text.".formatted(wrong, gradient);
  }
}
