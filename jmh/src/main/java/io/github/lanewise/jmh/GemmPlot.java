package io.github.lanewise.jmh;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;

/** The speed of squares over their size. */
final class GemmPlot {

  private final String transposition;
  private final int threads;
  private final SpeedChart<ProductShape> chart;

  GemmPlot(SuiteResults<ProductShape> results, String transposition, int threads) {
    this.transposition = transposition;
    this.threads = threads;
    chart =
        new SpeedChart<>(
            results,
            threads,
            title(),
            "m = n = k",
            ProductShape::n,
            results.cases().stream()
                .filter(s -> s.square() && s.transposition().equals(transposition))
                .sorted(Comparator.comparingInt(ProductShape::n))
                .toList());
  }

  int threads() {
    return threads;
  }

  boolean hasLine() {
    return chart.hasLine();
  }

  String title() {
    return "%s of squares, threads: %d".formatted(transposition, threads);
  }

  String file(String name) {
    return "%s-%s-threads%d.svg".formatted(name, transposition.toLowerCase(Locale.ROOT), threads);
  }

  void write(Path file) throws IOException {
    chart.writeLines(file);
  }
}
