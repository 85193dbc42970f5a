package io.github.lanewise.workbench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.lanewise.jmh.AtomicFile;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs a plan through JMH, a fork at a time. The JSON is complete after each, so a run that was
 * interrupted goes on where it was.
 */
final class BenchRun {

  private final Path json;
  private final BenchOptions options;
  private final JsonArray entries = new JsonArray();
  private final List<String> failures = new ArrayList<>();

  /** Begins, or goes on with what the file holds. */
  BenchRun(Path json, BenchOptions options) throws IOException {
    this.json = json;
    this.options = options;
    if (Files.exists(json)) {
      entries.addAll(read(json));
    }
  }

  /** JMH's JSON; {@link IOException} with a sentence if the file is something else. */
  static JsonArray read(Path json) throws IOException {
    try {
      JsonElement root = JsonParser.parseString(Files.readString(json));
      for (JsonElement entry : root.getAsJsonArray()) {
        key(entry);
      }
      return root.getAsJsonArray();
    } catch (JsonParseException | IllegalStateException | NullPointerException e) {
      throw new IOException(json + ": not the JSON of a run of JMH", e);
    }
  }

  /** {@link BenchItem#key} of a result. */
  static String key(JsonElement entry) {
    String benchmark = entry.getAsJsonObject().get("benchmark").getAsString();
    String[] parts = benchmark.split("\\.");
    Map<String, String> params = new TreeMap<>();
    JsonElement given = entry.getAsJsonObject().get("params");
    if (given != null) {
      given
          .getAsJsonObject()
          .asMap()
          .forEach((name, value) -> params.put(name, value.getAsString()));
    }
    int last = parts.length - 1;
    return parts[last - 1] + "." + parts[last] + " " + params;
  }

  /**
   * What of the plan is not there yet.
   *
   * @throws IllegalArgumentException if the file holds results that are not of this plan
   */
  List<BenchItem> remaining(List<BenchItem> plan) {
    List<String> there = new ArrayList<>();
    entries.forEach(entry -> there.add(key(entry)));
    List<BenchItem> remaining = new ArrayList<>();
    for (BenchItem item : plan) {
      if (!there.remove(item.key())) {
        remaining.add(item);
      }
    }
    if (!there.isEmpty()) {
      throw new IllegalArgumentException(
          "%s holds results of another run (%s); give this one another --name, or --overwrite"
              .formatted(json, there.getFirst()));
    }
    return remaining;
  }

  void run(List<BenchItem> items) throws IOException {
    try (Progress progress = Progress.of("bench", items.size())) {
      for (BenchItem item : items) {
        progress.now(item.label());
        run(item);
        progress.step();
      }
    }
  }

  private void run(BenchItem item) throws IOException {
    ChainedOptionsBuilder jmh =
        new OptionsBuilder()
            .include("\\." + item.benchmark().replace(".", "\\.") + "$")
            .forks(1)
            .warmupIterations(1)
            .warmupTime(TimeValue.milliseconds(item.warmUpMillis()))
            .measurementIterations(options.iterations())
            .measurementTime(TimeValue.milliseconds(options.time()))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    item.params().forEach(jmh::param);
    // JMH passes on to System.out what a fork writes, incubator warnings amid the progress.
    PrintStream before = System.out;
    ByteArrayOutputStream fork = new ByteArrayOutputStream();
    System.setOut(new PrintStream(fork, true, UTF_8));
    try {
      entries.addAll(parse(new Runner(jmh.build()).run()));
    } catch (RunnerException e) {
      failures.add(item.label() + ": " + e.getMessage() + "\n" + fork.toString(UTF_8).strip());
      return;
    } finally {
      System.setOut(before);
    }
    AtomicFile.write(json, new GsonBuilder().setPrettyPrinting().create().toJson(entries));
  }

  /** Where the JVM is installed is nobody's business: its path is left out. */
  private static JsonArray parse(Collection<RunResult> results) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(text, false, UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
    }
    String binaries = Path.of(System.getProperty("java.home"), "bin") + File.separator;
    return JsonParser.parseString(text.toString(UTF_8).replace(binaries, "")).getAsJsonArray();
  }

  /** A line for each item that JMH could not measure. */
  List<String> failures() {
    return failures;
  }
}
