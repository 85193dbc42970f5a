package io.github.lanewise.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Cost and test accuracy over the epochs as an SVG picture, two panels with one epoch axis. */
final class TrainingPlot {

  private static final int WIDTH = 720;
  private static final int LEFT = 70;
  private static final int RIGHT = 20;
  private static final int PANEL = 200;
  private static final int COST_TOP = 40;
  private static final int ACCURACY_TOP = COST_TOP + PANEL + 50;
  private static final int HEIGHT = ACCURACY_TOP + PANEL + 50;

  private final List<EpochResult> epochs;
  private final StringBuilder svg = new StringBuilder();

  private TrainingPlot(List<EpochResult> epochs) {
    this.epochs = epochs;
  }

  /**
   * Writes {@code training.svg} into the folder, which is made if need be, and returns its path.
   */
  static Path write(List<EpochResult> epochs, Path folder) throws IOException {
    Path file = Files.createDirectories(folder).resolve("training.svg");
    return Files.writeString(file, svg(epochs));
  }

  /** The picture of one epoch or more. */
  static String svg(List<EpochResult> epochs) {
    return new TrainingPlot(epochs).draw();
  }

  private String draw() {
    double highest = epochs.stream().mapToDouble(EpochResult::cost).max().orElseThrow();
    double lowest = epochs.stream().mapToDouble(EpochResult::accuracy).min().orElseThrow();
    Scale cost = Scale.covering(0, highest);
    Scale accuracy = Scale.covering(100 * lowest, 100);
    add(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" \
        font-size="12" fill="#333">
        <rect width="100%%" height="100%%" fill="white"/>
        """,
        WIDTH, HEIGHT);
    panel("mean cost of the training images", COST_TOP, cost, "#b5441b", EpochResult::cost);
    panel(
        "accuracy on the test images, %",
        ACCURACY_TOP, accuracy, "#1b6fb5", epoch -> 100 * epoch.accuracy());
    add("</svg>\n");
    return svg.toString();
  }

  private void panel(
      String title, int top, Scale scale, String colour, ToDoubleFunction<EpochResult> value) {
    text(LEFT, top - 10, "start", title);
    for (double tick : scale.ticks()) {
      double y = y(top, scale, tick);
      line(LEFT, y, WIDTH - RIGHT, y);
      text(LEFT - 8, y + 4, "end", scale.label(tick));
    }
    Scale epochScale = epochScale();
    for (double tick : epochScale.ticks()) {
      line(x(tick), top, x(tick), top + PANEL);
      text(x(tick), top + PANEL + 18, "middle", epochScale.label(tick));
    }
    text(WIDTH - RIGHT, top + PANEL + 34, "end", "epoch");
    add("<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"", colour);
    for (EpochResult epoch : epochs) {
      add("%.1f,%.1f ", x(epoch.number()), y(top, scale, value.applyAsDouble(epoch)));
    }
    add("\"/>\n");
  }

  private Scale epochScale() {
    return Scale.covering(0, epochs.getLast().number());
  }

  private double x(double epoch) {
    return LEFT + epochScale().position(epoch) * (WIDTH - LEFT - RIGHT);
  }

  private static double y(int top, Scale scale, double value) {
    return top + (1 - scale.position(value)) * PANEL;
  }

  private void line(double x1, double y1, double x2, double y2) {
    add("<path d=\"M%.1f %.1fL%.1f %.1f\" stroke=\"#ddd\"/>\n", x1, y1, x2, y2);
  }

  private void text(double x, double y, String anchor, String text) {
    add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n", x, y, anchor, text);
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
