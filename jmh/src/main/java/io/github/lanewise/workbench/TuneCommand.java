package io.github.lanewise.workbench;

import io.github.lanewise.jmh.AtomicFile;
import io.github.lanewise.kernel.Cpu;
import io.github.lanewise.kernel.Tuning;
import io.github.lanewise.kernel.TuningParameter;
import io.github.lanewise.kernel.TuningProfile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Finds the parameters that suit this machine. */
@Command(
    name = "tune",
    description = {
      "Searches tile, width, blocks and thresholds for this CPU and JVM, and writes a profile.",
      "%nThe library reads the profile at its start; results are the same bits with any. Nothing is"
          + " changed for less than one per cent, or less than sure. Interrupted, the best so far"
          + " is kept, and the same command goes on where it was."
    },
    footer = {
      "  java -jar jmh/target/benchmarks.jar tune --budget 5m",
      "  java -jar jmh/target/benchmarks.jar tune --compare"
    })
final class TuneCommand implements Callable<Integer> {

  /** Of the budget, for the comparison of the defaults with what was found. */
  private static final double SHARE_OF_COMPARISON = 0.2;

  private static final int MOST_PAIRS = 10;

  private static final String COMPLETE = "complete";

  private static final class Instead {
    @Option(
        names = "--show",
        description = "Explain the parameters and what was gained; measure nothing.")
    private boolean show;

    @Option(
        names = "--compare",
        description = "Measure the defaults and the profile side by side; change nothing.")
    private boolean compare;
  }

  @Mixin private CommonOptions common;

  @ArgGroup private Instead instead = new Instead();

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      defaultValue = "2m",
      description = "How long it may take, as in 90s or 5m.")
  private Duration budget;

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description = "The profile; by default that of this CPU and JVM in the user's configuration.")
  private Path file;

  @Option(names = "--anew", description = "Begin with the defaults, not with the profile.")
  private boolean anew;

  @Spec private CommandSpec spec;
  private PrintWriter out;
  private final Map<String, String> notes = new TreeMap<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    out = spec.commandLine().getOut();
    file = file != null ? file : Tuning.defaultFile();
    if (instead != null && instead.show) {
      return show();
    }
    return instead != null && instead.compare ? compare() : tune();
  }

  private int show() throws IOException {
    TuningProfile profile = Files.exists(file) ? read() : null;
    out.println(profile == null ? "There is no profile " + file : "Profile " + file);
    if (profile != null) {
      out.printf("  for %s%n  and %s%n", profile.cpu(), profile.jvm());
    }
    for (TuneStep step : TuneStep.ALL) {
      out.printf("%n%s: %s%n", step.name(), step.explanation());
      for (TuningParameter parameter : step.parameters()) {
        Integer value = profile == null ? null : profile.values().get(parameter);
        out.printf("  %s = %s%n", parameter.key(), value == null ? "default" : value);
      }
      if (profile != null) {
        String note = profile.notes().get(step.name());
        out.println("  " + (note == null ? "not searched yet" : note));
      }
    }
    if (profile != null && profile.notes().containsKey("total")) {
      out.printf("%nall together: %s%n", profile.notes().get("total"));
    }
    out.flush();
    return 0;
  }

  private int compare() throws IOException, InterruptedException {
    TuningProfile profile = mine();
    long end = System.nanoTime() + budget.toNanos();
    TuneComparison comparison;
    try (ProfileRunner runner = new ProfileRunner();
        Progress progress = Progress.of("compare", MOST_PAIRS)) {
      progress.now("defaults and " + TuneSearch.text(profile.values()));
      comparison =
          TuneComparison.measure(
              runner, profile.values(), MOST_PAIRS, () -> System.nanoTime() < end, progress::step);
    }
    out.println(comparison.table());
    out.flush();
    return 0;
  }

  private int tune() throws IOException, InterruptedException {
    Map<TuningParameter, Integer> start = Map.of();
    if (!anew && Files.exists(file)) {
      TuningProfile before = mine();
      start = before.values();
      System.err.printf("beginning with %s: %s%n", file, TuneSearch.text(start));
      if (before.notes().getOrDefault(COMPLETE, "").equals("no")) {
        notes.putAll(before.notes());
      }
    }
    List<TuneStep> steps =
        TuneStep.ALL.stream().filter(step -> !notes.containsKey(step.name())).toList();
    // A folder that cannot be written shows now, not after the search.
    save(start, "no");
    Map<TuningParameter, Integer> found = search(start, steps);
    List<String> left =
        TuneStep.ALL.stream().map(TuneStep::name).filter(step -> !notes.containsKey(step)).toList();
    save(found, left.isEmpty() ? "yes" : "no");
    notes.forEach((step, note) -> out.printf("%-10s %s%n", step, note));
    if (!left.isEmpty()) {
      out.printf(
          "The time was too short for: %s. Run it again to go on.%n", String.join(", ", left));
    }
    out.println("The profile is " + file);
    out.flush();
    return 0;
  }

  private Map<TuningParameter, Integer> search(
      Map<TuningParameter, Integer> start, List<TuneStep> steps)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    long endOfSearch = begin + (long) ((1 - SHARE_OF_COMPARISON) * budget.toNanos());
    int widest = Survey.unmeasured().engine().widest();
    Map<TuningParameter, Integer> found;
    TuneComparison comparison = null;
    try (ProfileRunner runner = new ProfileRunner();
        Progress progress = Progress.of("tune", (int) budget.toSeconds())) {
      found =
          new TuneSearch(
                  runner,
                  widest,
                  start,
                  () -> endOfSearch - System.nanoTime(),
                  listener(progress, begin))
              .run(steps);
      if (!found.isEmpty()) {
        progress.now("defaults beside the profile");
        comparison =
            TuneComparison.measure(
                runner,
                found,
                MOST_PAIRS,
                () -> System.nanoTime() - begin < budget.toNanos(),
                () -> progress.to(elapsed(begin)));
      }
    }
    if (comparison != null) {
      notes.put("total", comparison.total() + ", " + LocalDate.now());
      out.println(comparison.table());
      if (comparison.total().mean() < 1) {
        notes.put("total", "dropped " + TuneSearch.text(found) + ": " + notes.get("total"));
        return Map.of();
      }
    }
    return found;
  }

  private static int elapsed(long begin) {
    return (int) ((System.nanoTime() - begin) / 1_000_000_000);
  }

  private TuneSearch.Listener listener(Progress progress, long begin) {
    return new TuneSearch.Listener() {
      @Override
      public void now(String what) {
        progress.now(what);
        progress.to(elapsed(begin));
      }

      @Override
      public void done(TuneStep step, Map<TuningParameter, Integer> values, String note)
          throws IOException {
        notes.put(step.name(), note);
        save(values, "no");
      }
    };
  }

  private void save(Map<TuningParameter, Integer> values, String complete) throws IOException {
    notes.put(COMPLETE, complete);
    AtomicFile.write(
        file, new TuningProfile(Cpu.name(), TuningProfile.thisJvm(), values, notes).text());
  }

  private TuningProfile read() throws IOException {
    try {
      return TuningProfile.read(file);
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /** A profile of this CPU and JVM. */
  private TuningProfile mine() throws IOException {
    TuningProfile profile = read();
    if (!profile.cpu().equals(Cpu.name()) || !profile.jvm().equals(TuningProfile.thisJvm())) {
      throw new IOException(
          "%s: it is for %s and %s; give another --profile"
              .formatted(file, profile.cpu(), profile.jvm()));
    }
    return profile;
  }
}
