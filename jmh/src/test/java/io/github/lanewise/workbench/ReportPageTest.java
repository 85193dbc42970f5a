package io.github.lanewise.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {

  @TempDir private Path folder;

  private Path run(String name, double... ours) throws IOException {
    return Files.writeString(
        folder.resolve(name + ".json"),
        Runs.json(Runs.product("lanewise", ours), Runs.product("ejml", 10, 20, 30)));
  }

  @Test
  void medianRatioAndIntensityAreThoseOfTheSamples() throws IOException {
    ReportData data = ReportPage.ofRun(run("a", 90, 100, 110));
    ReportData.Row row = data.rows().getFirst();
    assertEquals(100, row.median());
    assertEquals(92, row.low());
    assertEquals(2.0 * 64 * 64 * 64 / (3 * 64 * 64 * 4), row.intensity(), 1e-12);
    assertEquals(5, data.ratios().getFirst().ratio());
    assertEquals("ejml", data.ratios().getFirst().peer());
    assertTrue(data.summary().contains("geometric mean 5.00 of 1"), data.summary());
  }

  @Test
  void forksOfACaseAreOneFigure() throws IOException {
    Path json =
        Files.writeString(
            folder.resolve("forks.json"),
            Runs.json(Runs.product("lanewise", 1, 2), Runs.product("lanewise", 3, 4)));
    ReportData.Row row = ReportPage.ofRun(json).rows().getFirst();
    assertEquals(2, row.forks());
    assertEquals(4, row.samples());
    assertEquals(2.5, row.median());
  }

  @Test
  void thePageNeedsNoOtherFile() throws IOException {
    String html = ReportPage.html(ReportPage.ofRun(run("a<!--<script>", 90, 100, 110)));
    assertFalse(html.contains("{{"), "a place is not filled in");
    assertFalse(html.matches("(?s).*<(script|link|img)[^>]*(src|href)=.*"), "it loads something");
    assertFalse(html.contains("</script><b>"), "the data begin a script");
    String json = html.substring(html.indexOf("id=\"data\">") + 10);
    ReportData data =
        new Gson().fromJson(json.substring(0, json.indexOf("</script>")), ReportData.class);
    assertEquals(2, data.rows().size());
  }

  @Test
  void twoRunsAreCompared() throws IOException {
    ReportData data = ReportPage.ofRuns(run("a", 90, 100, 110), run("b", 180, 200, 220));
    assertEquals(2, data.changes().size());
    assertEquals(2, data.changes().getFirst().ratio());
    assertEquals("faster", data.changes().getFirst().verdict());
    assertEquals(1, data.changes().get(1).ratio());
    assertTrue(data.summary().contains("faster  2.00"), data.summary());
  }
}
