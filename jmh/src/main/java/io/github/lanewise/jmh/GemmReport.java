package io.github.lanewise.jmh;

import static io.github.lanewise.jmh.MarkdownTable.gflops;
import static io.github.lanewise.jmh.MarkdownTable.percent;
import static io.github.lanewise.jmh.MarkdownTable.ratio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** The page of results: what was measured on which machine, its ratios, every figure. */
final class GemmReport implements SuiteReport {

  private static final String OURS = "lanewise";

  private final SuiteResults<ProductShape> results;
  private final Map<String, String> environment;
  private final Map<String, List<ProductShape>> groups;

  GemmReport(SuiteResults<ProductShape> results, Map<String, String> environment) {
    this.results = results;
    this.environment = environment;
    groups = Suite.products().grouped(results.cases());
  }

  /** Of JMH's JSON; the environment is that of the first file. */
  static GemmReport of(List<Path> files) throws IOException {
    return new GemmReport(SuiteResults.ofProducts().read(files), Environment.read(files));
  }

  @Override
  public void write(Path base) throws IOException {
    String name = base.getFileName().toString();
    Files.writeString(base.resolveSibling(name + ".md"), page(name));
    for (GemmPlot plot : plots()) {
      plot.write(base.resolveSibling(plot.file(name)));
    }
  }

  private List<GemmPlot> plots() {
    List<GemmPlot> plots = new ArrayList<>();
    for (int threads : results.threads()) {
      for (String transposition : List.of("NN", "TN", "NT")) {
        GemmPlot plot = new GemmPlot(results, transposition, threads);
        if (plot.hasLine()) {
          plots.add(plot);
        }
      }
    }
    return plots;
  }

  String page(String name) {
    StringBuilder page = new StringBuilder();
    page.append("# Matrix products on ").append(environment.get("CPU")).append("\n\n");
    page.append(
        """
        GFLOP/s in single precision, the median of all iterations. Written by `GemmSuite`, of which
        [measuring](../measuring.md) tells how it measures and how to read this page.

        """);
    page.append(results.card(environment));
    for (int threads : results.threads()) {
      page.append("## Threads: ").append(threads).append("\n\n");
      for (GemmPlot plot : plots()) {
        if (plot.threads() == threads) {
          page.append("![%s](%s)%n%n".formatted(plot.title(), plot.file(name)));
        }
      }
      page.append(besideBestPeer(threads));
      page.append(besideEachArm(threads));
      page.append(besideNN(threads));
      page.append(besideOneThread(threads));
      groups.forEach((group, shapes) -> page.append(everyShape(group, shapes, threads)));
    }
    return page.toString().stripTrailing() + "\n";
  }

  private String besideBestPeer(int threads) {
    if (natives().isEmpty()) {
      return "";
    }
    MarkdownTable table =
        new MarkdownTable(
            List.of("group", "shapes", "geometric mean", "worst", "at", "shapes below 1"));
    groups.forEach((group, shapes) -> besideBestPeer(table, group, shapes, threads));
    besideBestPeer(table, "**all**", results.cases(), threads);
    return "### Lanewise beside the best of " + String.join(", ", natives()) + "\n\n" + table;
  }

  private void besideBestPeer(
      MarkdownTable table, String group, Iterable<ProductShape> shapes, int threads) {
    Ratios<ProductShape> ratios = besideBestPeer(shapes, threads);
    if (ratios.isEmpty()) {
      return;
    }
    List<String> row = new ArrayList<>(List.of(group));
    row.addAll(ratios.summary());
    row.add(Long.toString(ratios.below(1)));
    table.row(row);
  }

  private Ratios<ProductShape> besideBestPeer(Iterable<ProductShape> shapes, int threads) {
    return Ratios.of(shapes, s -> ours(s, threads), s -> results.best(GemmArms.NATIVE, s, threads));
  }

  private String besideEachArm(int threads) {
    MarkdownTable table =
        new MarkdownTable(List.of("arm", "beside", "shapes", "geometric mean", "worst", "at"));
    for (String impl : results.impls()) {
      if (!impl.equals(OURS)) {
        besideArm(table, OURS, impl, threads);
      }
    }
    besideArm(table, "scalar", "naive", threads);
    return "### Beside each arm\n\n" + table;
  }

  private void besideArm(MarkdownTable table, String impl, String other, int threads) {
    Ratios<ProductShape> ratios = results.ratios(results.cases(), impl, other, threads);
    if (!ratios.isEmpty()) {
      List<String> row = new ArrayList<>(List.of(impl, other));
      row.addAll(ratios.summary());
      table.row(row);
    }
  }

  private String besideNN(int threads) {
    MarkdownTable table =
        new MarkdownTable(List.of("m x n x k", "NN", "TN", "NT", "TN / NN", "NT / NN"));
    Set<ProductShape> nns = new LinkedHashSet<>();
    for (ProductShape shape : results.cases()) {
      if (!shape.transposition().equals("NN")) {
        nns.add(shape.transposed("NN"));
      }
    }
    nns.removeIf(nn -> ours(nn, threads).isEmpty());
    if (nns.isEmpty()) {
      return "";
    }
    Ratios<ProductShape> tn =
        Ratios.of(nns, nn -> ours(nn.transposed("TN"), threads), nn -> ours(nn, threads));
    Ratios<ProductShape> nt =
        Ratios.of(nns, nn -> ours(nn.transposed("NT"), threads), nn -> ours(nn, threads));
    for (ProductShape nn : nns) {
      table.row(
          List.of(
              nn.toString().substring("NN:".length()),
              gflops(ours(nn, threads)),
              gflops(ours(nn.transposed("TN"), threads)),
              gflops(ours(nn.transposed("NT"), threads)),
              ratio(tn.get(nn)),
              ratio(nt.get(nn))));
    }
    return "### TN and NT beside NN\n\n" + table;
  }

  private String besideOneThread(int threads) {
    Ratios<ProductShape> ratios =
        Ratios.of(results.cases(), s -> ours(s, threads), s -> ours(s, 1));
    if (threads == 1 || ratios.isEmpty()) {
      return "";
    }
    MarkdownTable table = new MarkdownTable(List.of("square", "NN", "TN", "NT"));
    for (ProductShape shape : results.cases()) {
      if (shape.square() && shape.transposition().equals("NN")) {
        table.row(
            List.of(
                Integer.toString(shape.n()),
                ratio(ratios.get(shape)),
                ratio(ratios.get(shape.transposed("TN"))),
                ratio(ratios.get(shape.transposed("NT")))));
      }
    }
    ProductShape worst = ratios.worst();
    return "### Lanewise beside itself on one thread\n\n"
        + "Worst of all shapes: %s at %s; %d of %d are below 1.%n%n"
            .formatted(ratio(ratios.get(worst)), worst, ratios.below(1), ratios.count())
        + table;
  }

  private String everyShape(String group, Collection<ProductShape> shapes, int threads) {
    List<String> header = new ArrayList<>(List.of("shape"));
    header.addAll(results.impls());
    header.addAll(List.of("lanewise / best peer", "share of peak"));
    MarkdownTable table = new MarkdownTable(header);
    Ratios<ProductShape> ratios = besideBestPeer(shapes, threads);
    for (ProductShape shape : shapes) {
      List<String> row = new ArrayList<>(List.of(shape.toString()));
      results.impls().forEach(impl -> row.add(gflops(results.gflops(impl, shape, threads))));
      row.add(ratio(ratios.get(shape)));
      row.add(percent(ours(shape, threads), results.peak(threads)));
      table.row(row);
    }
    return "### Group: " + group + "\n\n" + table;
  }

  private List<String> natives() {
    return GemmArms.NATIVE.stream().filter(results.impls()::contains).toList();
  }

  private OptionalDouble ours(ProductShape shape, int threads) {
    return results.gflops(OURS, shape, threads);
  }
}
