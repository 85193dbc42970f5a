package io.github.lanewise.workbench;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What this machine is and can do. */
@Command(
    name = "info",
    description = {
      "Shows what this machine is and can do, and which engine the library chooses on it.",
      "%nMeasures multiply-adds, bandwidth, latency and the cost of a parallel call; takes some 20"
          + " seconds."
    },
    footer = "  java -jar jmh/target/benchmarks.jar info --json > machine.json")
final class InfoCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;

  @Option(names = "--json", description = "Write JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    MachineInfo info = Survey.run();
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        json
            ? new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(info)
            : MachineText.of(info));
    out.flush();
    return 0;
  }
}
