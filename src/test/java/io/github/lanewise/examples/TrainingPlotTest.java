package io.github.lanewise.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingPlotTest {

  private static final List<EpochResult> EPOCHS =
      List.of(new EpochResult(1, 2.0, 0.5, 1e5), new EpochResult(2, 0.5, 0.9, 1e5));

  @Test
  void drawsOnePointAnEpochInEachPanel() {
    String svg = TrainingPlot.svg(EPOCHS);
    Matcher lines = Pattern.compile("<polyline [^>]*points=\"([^\"]*)\"").matcher(svg);
    assertTrue(lines.find());
    assertEquals("385.0,40.0 700.0,190.0 ", lines.group(1));
    assertTrue(lines.find());
    assertEquals("385.0,490.0 700.0,330.0 ", lines.group(1));
  }

  @Test
  void drawsASingleEpoch() {
    assertTrue(TrainingPlot.svg(EPOCHS.subList(0, 1)).contains("<polyline"));
  }

  @Test
  void everyTagIsClosed() {
    Deque<String> open = new ArrayDeque<>();
    Matcher tags = Pattern.compile("<(/?)(\\w+)[^<>]*?(/?)>").matcher(TrainingPlot.svg(EPOCHS));
    int count = 0;
    while (tags.find()) {
      count++;
      if (!tags.group(1).isEmpty()) {
        assertEquals(open.pop(), tags.group(2));
      } else if (tags.group(3).isEmpty()) {
        open.push(tags.group(2));
      }
    }
    assertTrue(open.isEmpty() && count > 20, () -> "still open: " + open);
  }

  @Test
  void makesTheFolderAndSaysWhereTheFileIs(@TempDir Path folder) throws IOException {
    Path file = TrainingPlot.write(EPOCHS, folder.resolve("a/b"));
    assertEquals(folder.resolve("a/b/training.svg"), file);
    assertEquals(TrainingPlot.svg(EPOCHS), Files.readString(file));
  }
}
