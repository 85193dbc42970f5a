package io.github.lanewise.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class TrainingProgressTest {

  private static final int EPOCHS = 250;

  @Test
  void aLogGetsAboutTenLines() {
    String text = run(TrainingProgress::lines);
    assertEquals(11, text.lines().count());
    assertTrue(text.startsWith("epoch    1 of 250: cost 1.0000, accuracy 0.4 %, 123k img/s"), text);
    assertTrue(text.stripTrailing().endsWith("accuracy 100.0 %, 123k img/s"), text);
  }

  @Test
  void aTerminalGetsABarThatStaysOnItsLine() {
    String text = run(TrainingProgress::bar);
    assertEquals(1, text.chars().filter(c -> c == '\n').count(), text);
    String last = text.stripTrailing().substring(text.stripTrailing().lastIndexOf('\r') + 1);
    assertTrue(last.contains("250/250"), last);
    assertTrue(last.contains("cost 0.0040, accuracy 100.0 %, 123k img/s"), last);
    for (String line : text.split("[\r\n]+")) {
      assertTrue(line.length() <= TrainingProgress.LINE, line);
    }
  }

  private static String run(BiFunction<PrintWriter, Integer, TrainingProgress> kind) {
    StringWriter text = new StringWriter();
    try (TrainingProgress progress = kind.apply(new PrintWriter(text), EPOCHS)) {
      for (int epoch = 1; epoch <= EPOCHS; epoch++) {
        progress.show(new EpochResult(epoch, 1.0 / epoch, (double) epoch / EPOCHS, 123_000));
      }
    }
    return text.toString();
  }
}
