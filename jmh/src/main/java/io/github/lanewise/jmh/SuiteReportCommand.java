package io.github.lanewise.jmh;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes the report of results that lie there already, beside the first of them. */
@Command(
    name = "report",
    description = "Writes the report of JMH's JSON; several files make one report.")
final class SuiteReportCommand implements Callable<Integer> {

  private final SuiteReport.Factory reports;

  @Parameters(arity = "1..*", paramLabel = "FILE.json")
  private List<Path> files;

  SuiteReportCommand(SuiteReport.Factory reports) {
    this.reports = reports;
  }

  @Override
  public Integer call() throws IOException {
    Path first = files.getFirst().toAbsolutePath();
    String name = first.getFileName().toString().replaceAll("\\.json$", "");
    reports.of(files).write(first.resolveSibling(name));
    System.out.println("The report is " + first.resolveSibling(name + ".md"));
    return 0;
  }
}
