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
final class GemmReportCommand implements Callable<Integer> {

  @Parameters(arity = "1..*", paramLabel = "FILE.json")
  private List<Path> files;

  @Override
  public Integer call() throws IOException {
    Path first = files.getFirst().toAbsolutePath();
    String name = first.getFileName().toString().replaceAll("\\.json$", "");
    GemmReport.of(files).write(first.resolveSibling(name));
    System.out.println("The report is " + first.resolveSibling(name + ".md"));
    return 0;
  }
}
