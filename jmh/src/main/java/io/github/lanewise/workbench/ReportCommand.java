package io.github.lanewise.workbench;

import io.github.lanewise.jmh.AtomicFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the page of one run, or compares two. */
@Command(
    name = "report",
    description = {
      "Writes the page of a run that is there already, or compares two runs.",
      "%nOf two machines, JDKs or commits: marks what changed beyond the noise. Takes the JSON of"
          + " bench, and that of JMH itself."
    },
    footer =
        "  java -jar jmh/target/benchmarks.jar report before.json after.json --output change.html")
final class ReportCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;

  @Parameters(arity = "1..2", paramLabel = "FILE.json", description = "JSON of one run or two.")
  private List<Path> files;

  @Option(
      names = "--output",
      paramLabel = "FILE.html",
      description = "The page; by default beside the first file.")
  private Path output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    ReportData data =
        files.size() == 1
            ? ReportPage.ofRun(files.getFirst())
            : ReportPage.ofRuns(files.get(0), files.get(1));
    String names = String.join("-and-", files.stream().map(ReportPage::nameOf).toList());
    Path page = output != null ? output : files.getFirst().resolveSibling(names + ".html");
    AtomicFile.write(page, ReportPage.html(data));
    PrintWriter out = spec.commandLine().getOut();
    out.print(data.summary());
    out.println("The report is " + page);
    out.flush();
    return 0;
  }
}
