package io.github.lanewise.jmh;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** GFLOP/s of each arm, and the share of the FMA peak, over the size of what was measured. */
final class SpeedChart<C extends SuiteCase> {

  private static final double HEADROOM = 1.1;

  private final SuiteResults<C> results;
  private final int threads;
  private final String title;
  private final String sizeTitle;
  private final ToDoubleFunction<C> size;
  private final List<C> cases;

  /** Of cases in ascending order of their size. */
  SpeedChart(
      SuiteResults<C> results,
      int threads,
      String title,
      String sizeTitle,
      ToDoubleFunction<C> size,
      List<C> cases) {
    this.results = results;
    this.threads = threads;
    this.title = title;
    this.sizeTitle = sizeTitle;
    this.size = size;
    this.cases = cases;
  }

  /** A line needs two sizes, and a share the peak. */
  boolean hasLine() {
    return cases.size() > 1 && results.peak(threads).isPresent();
  }

  /** Draws lines, on a linear axis of speeds. */
  void writeLines(Path file) throws IOException {
    write(file, XYSeries.XYSeriesRenderStyle.Line, false);
  }

  /** Draws points, on a logarithmic axis of speeds. */
  void writePoints(Path file) throws IOException {
    write(file, XYSeries.XYSeriesRenderStyle.Scatter, true);
  }

  private void write(Path file, XYSeries.XYSeriesRenderStyle style, boolean logarithmic)
      throws IOException {
    double peak = results.peak(threads).getAsDouble();
    XYChart chart =
        new XYChartBuilder().width(900).height(500).title(title).xAxisTitle(sizeTitle).build();
    chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(logarithmic);
    chart.getStyler().setDefaultSeriesRenderStyle(style);
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
    double top = HEADROOM * Math.max(peak, speeds().max().orElse(0));
    double bottom = logarithmic ? speeds().min().orElse(1) / HEADROOM : 0;
    chart.getStyler().setYAxisMin(0, bottom).setYAxisMax(0, top);
    chart.getStyler().setYAxisMin(1, 100 * bottom / peak).setYAxisMax(1, 100 * top / peak);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setYAxisGroupPosition(1, Styler.YAxisPosition.Right);
    chart.setYAxisGroupTitle(0, "GFLOP/s");
    chart.setYAxisGroupTitle(1, "% of the FMA peak");
    for (String impl : results.impls()) {
      List<C> measured = cases.stream().filter(c -> speed(impl, c).isPresent()).toList();
      if (!measured.isEmpty()) {
        chart.addSeries(
            impl,
            measured.stream().mapToDouble(size).toArray(),
            measured.stream().mapToDouble(c -> speed(impl, c).getAsDouble()).toArray());
      }
    }
    double[] ends = {size.applyAsDouble(cases.getFirst()), size.applyAsDouble(cases.getLast())};
    XYSeries peakLine = chart.addSeries("FMA peak", ends, new double[] {100, 100});
    peakLine.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
    peakLine.setMarker(SeriesMarkers.NONE);
    peakLine.setYAxisGroup(1);
    try (var out = Files.newOutputStream(file)) {
      ChartEncoder.saveChart(chart, out, "svg");
    }
  }

  private DoubleStream speeds() {
    return results.impls().stream()
        .flatMap(impl -> cases.stream().map(c -> speed(impl, c)))
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble);
  }

  private OptionalDouble speed(String impl, C of) {
    return results.gflops(impl, of, threads);
  }
}
