package io.github.lanewise.workbench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import io.github.lanewise.jmh.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** On which machine and how a run was measured: a file beside JMH's JSON. */
record RunCard(MachineInfo machine, String settings) {

  static Path beside(Path json) {
    return json.resolveSibling(
        json.getFileName().toString().replaceAll("\\.json$", "") + ".machine.json");
  }

  void write(Path file) throws IOException {
    AtomicFile.write(
        file, new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(this));
  }

  /** Null if there is no such file, as for JSON that JMH wrote by itself. */
  static RunCard readIfThere(Path file) throws IOException {
    if (!Files.exists(file)) {
      return null;
    }
    try {
      RunCard card = new Gson().fromJson(Files.readString(file), RunCard.class);
      if (card == null || card.machine == null || card.machine.cpu() == null) {
        throw new JsonParseException("no machine");
      }
      return card;
    } catch (JsonParseException e) {
      throw new IOException(file + ": not the machine of a run", e);
    }
  }

  /** What of the other is not the same, in words; runs that differ cannot be one. */
  List<String> differences(RunCard other) {
    List<String> differences = new ArrayList<>();
    differ("CPU", machine.cpu().model(), other.machine.cpu().model(), differences);
    differ("JVM", machine.jvm().version(), other.machine.jvm().version(), differences);
    differ("library", machine.library(), other.machine.library(), differences);
    differ("engine", machine.engine(), other.machine.engine(), differences);
    differ("settings", settings, other.settings, differences);
    return differences;
  }

  private static void differ(String what, Object one, Object other, List<String> differences) {
    if (!Objects.equals(one, other)) {
      differences.add("%s: %s and now %s".formatted(what, one, other));
    }
  }
}
