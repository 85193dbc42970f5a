package io.github.lanewise.workbench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The page of a report: one file that needs no other and no network. D3 and our script draw it in
 * the browser from the data, which are in the page as JSON.
 */
final class ReportPage {

  /** Escapes what could end a script element. */
  private static final Gson GSON = new GsonBuilder().create();

  private static final String D3 = "/META-INF/resources/webjars/d3/7.9.0/dist/d3.min.js";

  private ReportPage() {}

  static ReportData ofRun(Path json) throws IOException {
    return ReportData.of(nameOf(json), RunCard.readIfThere(RunCard.beside(json)), figures(json));
  }

  static ReportData ofRuns(Path first, Path second) throws IOException {
    return ReportData.of(
        nameOf(first),
        RunCard.readIfThere(RunCard.beside(first)),
        figures(first),
        nameOf(second),
        RunCard.readIfThere(RunCard.beside(second)),
        figures(second));
  }

  private static List<Figure> figures(Path json) throws IOException {
    List<Figure> figures = Figure.read(json);
    if (figures.isEmpty()) {
      throw new IOException(json + ": no results of the benchmarks that a report shows");
    }
    return figures;
  }

  static String nameOf(Path json) {
    return json.getFileName().toString().replaceAll("\\.json$", "");
  }

  static String html(ReportData data) throws IOException {
    return resource("report.html")
        .replace("{{style}}", resource("report.css"))
        .replace("{{d3}}", resource(D3))
        .replace("{{charts}}", resource("charts.js"))
        .replace("{{script}}", resource("report.js"))
        .replace("{{data}}", GSON.toJson(data));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
