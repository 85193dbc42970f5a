package io.github.lanewise.workbench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a report shows, as its page reads it: figures of one run, and, of two, their comparison.
 *
 * @param ratios Lanewise ÷ peer, of each case that both were measured on
 * @param changes empty for one run
 */
record ReportData(
    String title, List<Run> runs, List<Row> rows, List<Ratio> ratios, List<Change> changes) {

  /** A run; the card is null if the JSON came without. */
  record Run(String name, RunCard card) {}

  /** A figure of a run. */
  record Row(
      int run,
      String suite,
      String name,
      String arm,
      int threads,
      int square,
      String unit,
      double median,
      double low,
      double high,
      int forks,
      int samples,
      double intensity,
      double gflops,
      Double share) {}

  /** How many times the speed of a peer. */
  record Ratio(int run, String suite, String name, int threads, String peer, double ratio) {}

  /** A figure of both runs. */
  record Change(
      String suite,
      String name,
      String arm,
      int threads,
      String unit,
      double first,
      double second,
      double ratio,
      double low,
      double high,
      String verdict) {}

  private static final String OURS = "lanewise";

  static ReportData of(String name, RunCard card, List<Figure> figures) {
    return new ReportData(
        name, List.of(new Run(name, card)), rows(0, card, figures), ratios(0, figures), List.of());
  }

  static ReportData of(
      String first,
      RunCard firstCard,
      List<Figure> firstFigures,
      String second,
      RunCard secondCard,
      List<Figure> secondFigures) {
    List<Row> rows = new ArrayList<>(rows(0, firstCard, firstFigures));
    rows.addAll(rows(1, secondCard, secondFigures));
    List<Ratio> ratios = new ArrayList<>(ratios(0, firstFigures));
    ratios.addAll(ratios(1, secondFigures));
    return new ReportData(
        first + " and " + second,
        List.of(new Run(first, firstCard), new Run(second, secondCard)),
        rows,
        ratios,
        changes(firstFigures, secondFigures));
  }

  private static List<Row> rows(int run, RunCard card, List<Figure> figures) {
    return figures.stream().map(figure -> row(run, card, figure)).toList();
  }

  private static Row row(int run, RunCard card, Figure figure) {
    Kernel kernel = figure.kernel();
    double peak = card == null ? 0 : card.machine().peak(kernel.threads());
    return new Row(
        run,
        kernel.suite(),
        kernel.name(),
        figure.arm(),
        kernel.threads(),
        kernel.square(),
        kernel.unit(),
        figure.median(),
        figure.quantile(0.1),
        figure.quantile(0.9),
        figure.samples().size(),
        figure.sorted().length,
        kernel.intensity(),
        figure.gflops(),
        peak > 0 && !kernel.suite().equals("elementwise") ? figure.gflops() / peak : null);
  }

  private static List<Ratio> ratios(int run, List<Figure> figures) {
    Map<String, Figure> ours =
        figures.stream()
            .filter(figure -> figure.arm().equals(OURS))
            .collect(
                Collectors.toMap(
                    ReportData::caseOf, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    return figures.stream()
        .filter(figure -> !figure.arm().equals(OURS) && ours.containsKey(caseOf(figure)))
        .map(figure ->
            new Ratio(
                run,
                figure.kernel().suite(),
                figure.kernel().name(),
                figure.kernel().threads(),
                figure.arm(),
                ours.get(caseOf(figure)).median() / figure.median()))
        .toList();
  }

  private static String caseOf(Figure figure) {
    return figure.kernel().name() + " " + figure.kernel().threads();
  }

  private static List<Change> changes(List<Figure> first, List<Figure> second) {
    Map<String, Figure> others =
        second.stream().collect(Collectors.toMap(Figure::key, Function.identity()));
    return first.stream()
        .filter(figure -> others.containsKey(figure.key()))
        .map(figure -> change(Comparison.of(figure, others.get(figure.key()))))
        .toList();
  }

  private static Change change(Comparison comparison) {
    Kernel kernel = comparison.first().kernel();
    return new Change(
        kernel.suite(),
        kernel.name(),
        comparison.first().arm(),
        kernel.threads(),
        kernel.unit(),
        comparison.first().median(),
        comparison.second().median(),
        comparison.ratio(),
        comparison.low(),
        comparison.high(),
        comparison.verdict().name().toLowerCase(java.util.Locale.ROOT));
  }

  /** The geometric mean of the ratios to a peer; empty if there are none. */
  OptionalDouble meanRatio(String suite, String peer) {
    return ratios.stream()
        .filter(ratio -> ratio.suite().equals(suite) && ratio.peer().equals(peer))
        .mapToDouble(ratio -> Math.log(ratio.ratio()))
        .average()
        .stream()
        .map(Math::exp)
        .findFirst();
  }

  /** A few lines for the terminal. */
  String summary() {
    StringBuilder text = new StringBuilder();
    if (runs.size() == 1) {
      ratios.stream()
          .map(ratio -> List.of(ratio.suite(), ratio.peer()))
          .distinct()
          .forEach(pair -> text.append(line(pair.get(0), pair.get(1))));
    } else {
      Map<String, Long> counts =
          changes.stream().collect(Collectors.groupingBy(Change::verdict, Collectors.counting()));
      text.append("%d figures in both runs: %s%n".formatted(changes.size(), counts));
      changes.stream()
          .filter(change -> change.verdict().equals("faster") || change.verdict().equals("slower"))
          .forEach(change ->
              text.append(
                  String.format(
                      java.util.Locale.ROOT,
                      "  %s  %.2f (%.2f to %.2f)  %s %s, threads: %d%n",
                      change.verdict(),
                      change.ratio(),
                      change.low(),
                      change.high(),
                      change.arm(),
                      change.name(),
                      change.threads())));
    }
    return text.toString();
  }

  private String line(String suite, String peer) {
    List<Ratio> of =
        ratios.stream().filter(r -> r.suite().equals(suite) && r.peer().equals(peer)).toList();
    Ratio worst = of.stream().min((a, b) -> Double.compare(a.ratio(), b.ratio())).orElseThrow();
    return String.format(
        java.util.Locale.ROOT,
        "%-11s lanewise ÷ %-15s geometric mean %.2f of %d, worst %.2f at %s%n",
        suite,
        peer,
        meanRatio(suite, peer).getAsDouble(),
        of.size(),
        worst.ratio(),
        worst.name());
  }
}
