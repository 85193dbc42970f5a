package io.github.lanewise.jmh;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** GFLOP/s, and the share of the FMA peak, over the size of squares. */
final class GemmPlot {

  private static final double HEADROOM = 1.1;

  private final GemmResults results;
  private final String transposition;
  private final int threads;
  private final List<ProductShape> squares;

  GemmPlot(GemmResults results, String transposition, int threads) {
    this.results = results;
    this.transposition = transposition;
    this.threads = threads;
    squares =
        results.shapes().stream()
            .filter(s -> s.square() && s.transposition().equals(transposition))
            .sorted((s, t) -> Integer.compare(s.n(), t.n()))
            .toList();
  }

  int threads() {
    return threads;
  }

  /** A line needs two sizes, and a share the peak. */
  boolean hasLine() {
    return squares.size() > 1 && results.peak(threads).isPresent();
  }

  String title() {
    return "%s of squares, threads: %d".formatted(transposition, threads);
  }

  String file(String name) {
    return "%s-%s-threads%d.svg".formatted(name, transposition.toLowerCase(Locale.ROOT), threads);
  }

  void write(Path file) throws IOException {
    double peak = results.peak(threads).getAsDouble();
    XYChart chart =
        new XYChartBuilder().width(900).height(500).title(title()).xAxisTitle("m = n = k").build();
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
    double top = HEADROOM * Math.max(peak, fastest());
    chart.getStyler().setYAxisMin(0, 0.0).setYAxisMax(0, top);
    chart.getStyler().setYAxisMin(1, 0.0).setYAxisMax(1, 100 * top / peak);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setYAxisGroupPosition(1, Styler.YAxisPosition.Right);
    chart.setYAxisGroupTitle(0, "GFLOP/s");
    chart.setYAxisGroupTitle(1, "% of the FMA peak");
    for (String impl : results.impls()) {
      List<ProductShape> measured =
          squares.stream().filter(s -> speed(impl, s).isPresent()).toList();
      if (!measured.isEmpty()) {
        chart.addSeries(
            impl,
            sizes(measured),
            measured.stream().mapToDouble(s -> speed(impl, s).getAsDouble()).toArray());
      }
    }
    double[] ends = {squares.getFirst().n(), squares.getLast().n()};
    XYSeries peakLine = chart.addSeries("FMA peak", ends, new double[] {100, 100});
    peakLine.setMarker(SeriesMarkers.NONE);
    peakLine.setYAxisGroup(1);
    try (var out = Files.newOutputStream(file)) {
      ChartEncoder.saveChart(chart, out, "svg");
    }
  }

  private double fastest() {
    return results.impls().stream()
        .flatMap(impl -> squares.stream().map(shape -> speed(impl, shape)))
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .max()
        .orElse(0);
  }

  private static double[] sizes(List<ProductShape> squares) {
    return squares.stream().mapToDouble(ProductShape::n).toArray();
  }

  private OptionalDouble speed(String impl, ProductShape shape) {
    return results.gflops(impl, shape, threads);
  }
}
