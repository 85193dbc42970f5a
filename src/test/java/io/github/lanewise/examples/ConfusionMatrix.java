package io.github.lanewise.examples;

import io.github.lanewise.io.LabelledImages;
import io.github.lanewise.nn.Network;
import java.util.Locale;

/** How often each class was taken for each other. */
final class ConfusionMatrix {

  private final int[][] counts;

  private ConfusionMatrix(int[][] counts) {
    this.counts = counts;
  }

  /** What the network, as it is now, takes the images for. */
  static ConfusionMatrix of(Network net, LabelledImages images) {
    int[] predicted = net.predictor().classify(images.images());
    return of(images.labels(), predicted, images.classes());
  }

  static ConfusionMatrix of(int[] actual, int[] predicted, int classes) {
    int[][] counts = new int[classes][classes];
    for (int i = 0; i < actual.length; i++) {
      counts[actual[i]][predicted[i]]++;
    }
    return new ConfusionMatrix(counts);
  }

  int count(int actual, int predicted) {
    return counts[actual][predicted];
  }

  int total() {
    int total = 0;
    for (int actual = 0; actual < counts.length; actual++) {
      total += total(actual);
    }
    return total;
  }

  /** The share of samples whose class was found; NaN if there are none. */
  double accuracy() {
    int correct = 0;
    for (int actual = 0; actual < counts.length; actual++) {
      correct += counts[actual][actual];
    }
    return (double) correct / total();
  }

  private int total(int actual) {
    int total = 0;
    for (int count : counts[actual]) {
      total += count;
    }
    return total;
  }

  /**
   * A row for each actual class, a column for each predicted one; the last column is the recall.
   */
  @Override
  public String toString() {
    int width = Math.max(3, 1 + String.valueOf(total()).length());
    StringBuilder text = new StringBuilder("actual \\ predicted");
    int margin = text.length();
    for (int predicted = 0; predicted < counts.length; predicted++) {
      text.append(right(String.valueOf(predicted), width));
    }
    text.append("   recall\n");
    for (int actual = 0; actual < counts.length; actual++) {
      text.append(right(String.valueOf(actual), margin));
      for (int count : counts[actual]) {
        text.append(right(count == 0 ? "." : String.valueOf(count), width));
      }
      text.append(recall(actual)).append('\n');
    }
    return text.toString();
  }

  private String recall(int actual) {
    int total = total(actual);
    double percent = 100.0 * counts[actual][actual] / total;
    return right(total == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", percent), 9);
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
