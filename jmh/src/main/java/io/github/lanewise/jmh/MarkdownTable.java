package io.github.lanewise.jmh;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** A table in Markdown; columns after the first are aligned to the right. */
final class MarkdownTable {

  private static final String NOTHING = "–";

  private final StringBuilder text = new StringBuilder();

  MarkdownTable(List<String> header) {
    row(header);
    text.append("|---").append("|--:".repeat(header.size() - 1)).append("|\n");
  }

  void row(List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  static String gflops(OptionalDouble value) {
    return format("%.1f", value);
  }

  /** Three figures at least. */
  static String micros(OptionalDouble value) {
    double micros = value.orElse(0);
    return format(micros < 10 ? "%.2f" : micros < 100 ? "%.1f" : "%.0f", value);
  }

  static String ratio(OptionalDouble value) {
    return format("%.2f", value);
  }

  static String percent(OptionalDouble value, OptionalDouble whole) {
    return value.isEmpty() || whole.isEmpty()
        ? NOTHING
        : format("%.0f %%", OptionalDouble.of(100 * value.getAsDouble() / whole.getAsDouble()));
  }

  private static String format(String format, OptionalDouble value) {
    return value.isEmpty() ? NOTHING : String.format(Locale.ROOT, format, value.getAsDouble());
  }

  @Override
  public String toString() {
    return text + "\n";
  }
}
