package io.github.lanewise.jmh;

import static io.github.lanewise.jmh.MarkdownTable.gflops;
import static io.github.lanewise.jmh.MarkdownTable.micros;
import static io.github.lanewise.jmh.MarkdownTable.ratio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The page of training steps and inferences: times, ratios, and the floor that products set. */
final class StepReport implements SuiteReport {

  private static final String OURS = "lanewise";
  private static final String FLOOR = "products";

  private final SuiteResults<StepCase> results;
  private final Map<String, String> environment;

  StepReport(SuiteResults<StepCase> results, Map<String, String> environment) {
    this.results = results;
    this.environment = environment;
  }

  static StepReport of(List<Path> files) throws IOException {
    return new StepReport(SuiteResults.ofSteps().read(files), Environment.read(files));
  }

  @Override
  public void write(Path base) throws IOException {
    String name = base.getFileName().toString();
    Files.writeString(base.resolveSibling(name + ".md"), page(name));
    for (int threads : results.threads()) {
      for (String method : methods()) {
        SpeedChart<StepCase> chart = chart(method, threads);
        if (chart.hasLine()) {
          chart.writePoints(base.resolveSibling(plot(name, method, threads)));
        }
      }
    }
  }

  private static String plot(String name, String method, int threads) {
    return "%s-%s-threads%d.svg".formatted(name, method, threads);
  }

  private SpeedChart<StepCase> chart(String method, int threads) {
    return new SpeedChart<>(
        results,
        threads,
        "%s, threads: %d".formatted(method, threads),
        "operations of a call, in 10⁹",
        StepCase::gflop,
        cases(method).stream().sorted(Comparator.comparingDouble(StepCase::gflop)).toList());
  }

  String page(String name) {
    StringBuilder page = new StringBuilder();
    page.append("# Training steps on ").append(environment.get("CPU")).append("\n\n");
    page.append(
        """
        Times of a call in µs, from the median of all iterations. Written by `StepSuite`, of which
        [measuring](../measuring.md) tells how it measures and how to read this page.

        """);
    page.append(results.card(environment));
    for (int threads : results.threads()) {
      page.append("## Threads: ").append(threads).append("\n\n");
      for (String method : methods()) {
        page.append("### ").append(method).append("\n\n");
        if (chart(method, threads).hasLine()) {
          page.append("![%s](%s)%n%n".formatted(method, plot(name, method, threads)));
        }
        page.append(besideEachArm(method, threads));
        page.append(besideProducts(method, threads));
        byNet(method).forEach((net, cases) -> page.append(everyCase(net, cases, threads)));
      }
    }
    return page.toString().stripTrailing() + "\n";
  }

  private List<String> methods() {
    return results.cases().stream().map(StepCase::method).distinct().toList();
  }

  private List<StepCase> cases(String method) {
    return results.cases().stream().filter(c -> c.method().equals(method)).toList();
  }

  private Map<String, List<StepCase>> byNet(String method) {
    return cases(method).stream()
        .collect(
            Collectors.groupingBy(c -> c.shape().net(), LinkedHashMap::new, Collectors.toList()));
  }

  /** All arms but ours and the floor. */
  private List<String> others() {
    return results.impls().stream()
        .filter(impl -> !impl.equals(OURS) && !impl.equals(FLOOR))
        .toList();
  }

  /** What a user could take instead, of that which was measured. */
  private List<String> peers(List<StepCase> cases, int threads) {
    return others().stream()
        .filter(impl -> !StepArms.LIBRARY.contains(impl))
        .filter(impl -> !results.ratios(cases, OURS, impl, threads).isEmpty())
        .toList();
  }

  private String besideEachArm(String method, int threads) {
    MarkdownTable table =
        new MarkdownTable(
            List.of("speed of", "beside", "cases", "geometric mean", "worst", "at", "below 1"));
    for (String other : others()) {
      row(table, other, results.ratios(cases(method), OURS, other, threads));
    }
    List<String> peers = peers(cases(method), threads);
    if (peers.size() > 1) {
      row(
          table,
          "the best of " + String.join(", ", peers),
          Ratios.of(
              cases(method),
              c -> results.gflops(OURS, c, threads),
              c -> results.best(peers, c, threads)));
    }
    return table.toString();
  }

  private static void row(MarkdownTable table, String other, Ratios<StepCase> ratios) {
    if (!ratios.isEmpty()) {
      List<String> row = new ArrayList<>(List.of(OURS, other));
      row.addAll(ratios.summary());
      row.add(Long.toString(ratios.below(1)));
      table.row(row);
    }
  }

  /** Time divided by the products' time, by net: the worst is the largest. */
  private String besideProducts(String method, int threads) {
    MarkdownTable table =
        new MarkdownTable(List.of("net", "cases", "time ÷ products, mean", "worst", "at"));
    byNet(method)
        .forEach((net, cases) -> {
          Ratios<StepCase> speeds = results.ratios(cases, OURS, FLOOR, threads);
          if (!speeds.isEmpty()) {
            StepCase worst = speeds.worst();
            table.row(
                List.of(
                    net,
                    Integer.toString(speeds.count()),
                    ratio(inverse(speeds.geometricMean())),
                    ratio(inverse(speeds.get(worst).getAsDouble())),
                    worst.withoutNet()));
          }
        });
    return results.impls().contains(FLOOR) ? table.toString() : "";
  }

  private static OptionalDouble inverse(double value) {
    return OptionalDouble.of(1 / value);
  }

  private String everyCase(String net, List<StepCase> cases, int threads) {
    List<String> header = new ArrayList<>(List.of(net));
    results.impls().forEach(impl -> header.add(impl + ", µs"));
    others().forEach(other -> header.add(OURS + " / " + other));
    header.addAll(List.of("GFLOP/s", "time ÷ products"));
    MarkdownTable table = new MarkdownTable(header);
    for (StepCase each : cases) {
      List<String> row = new ArrayList<>(List.of(each.withoutNet()));
      results.impls().forEach(impl -> row.add(micros(results.micros(impl, each, threads))));
      for (String other : others()) {
        row.add(ratio(results.ratios(List.of(each), OURS, other, threads).get(each)));
      }
      row.add(gflops(results.gflops(OURS, each, threads)));
      row.add(ratio(results.ratios(List.of(each), FLOOR, OURS, threads).get(each)));
      table.row(row);
    }
    return table.toString();
  }
}
