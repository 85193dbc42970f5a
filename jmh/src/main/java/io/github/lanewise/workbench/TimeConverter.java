package io.github.lanewise.workbench;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time as in {@code 90s}, {@code 5m} or {@code 1h}. */
final class TimeConverter implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String text) {
    if (!text.matches("[1-9][0-9]{0,5}[smh]")) {
      throw new TypeConversionException("'" + text + "' is no time like 90s, 5m or 1h");
    }
    return Duration.parse("PT" + text);
  }
}
