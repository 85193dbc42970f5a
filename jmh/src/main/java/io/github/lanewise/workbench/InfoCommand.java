package io.github.lanewise.workbench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import io.github.lanewise.device.Devices;
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
          + " seconds.",
      "%nLists the devices that --device of the other commands takes, and why there are not more;"
          + " docs/gpu.md says how to get one."
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
    Devices.Survey devices = Devices.survey();
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? json(info, devices) : MachineText.of(info) + "\n\n" + text(devices));
    out.flush();
    return 0;
  }

  static String text(Devices.Survey devices) {
    return "devices\n" + devices;
  }

  /** The names of {@link MachineInfo}, and those of the survey. */
  static String json(MachineInfo info, Devices.Survey devices) {
    Gson gson = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    JsonObject all = gson.toJsonTree(info).getAsJsonObject();
    gson.toJsonTree(devices).getAsJsonObject().asMap().forEach(all::add);
    return gson.toJson(all);
  }
}
