package flowgauge.bench.options;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads durations as the command line has them: {@code 250ms}, {@code 30s}, {@code 5m}, {@code 1h}.
 */
public final class Durations {
  private static final Pattern FORM = Pattern.compile("([0-9]*\\.?[0-9]+)\\s*(us|ms|s|m|min|h)");

  /** No run lasts longer. */
  static final Duration LONGEST = Duration.ofDays(31);

  /**
   * A span of time between two bounds.
   *
   * @param min the shorter
   * @param max the longer
   */
  public record Range(Duration min, Duration max) {}

  private Durations() {}

  static Duration parse(String text) {
    Matcher m = FORM.matcher(text.strip());
    if (!m.matches()) {
      throw new TypeConversionException(
          "'%s' is not a duration; write for example 250ms, 30s or 5m".formatted(text));
    }
    double nanos =
        switch (m.group(2)) {
          case "us" -> 1e3;
          case "ms" -> 1e6;
          case "s" -> 1e9;
          case "h" -> 3600e9;
          default -> 60e9;
        };
    double length = Double.parseDouble(m.group(1)) * nanos;
    if (length > LONGEST.toNanos()) {
      throw new TypeConversionException("'%s' is longer than 31 days".formatted(text));
    }
    return Duration.ofNanos(Math.round(length));
  }

  /** For picocli: one duration. */
  public static final class One implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return parse(text);
    }
  }

  /** For picocli: one duration, or two with dots in between. */
  public static final class Span implements ITypeConverter<Range> {
    @Override
    public Range convert(String text) {
      String[] parts = text.split("\\.\\.", 2);
      // "1..2s" has its unit once
      String unit = text.replaceAll("^.*[0-9.]", "");
      String first = parts[0].matches("[0-9.]+") ? parts[0] + unit : parts[0];
      Duration min = parse(first);
      Duration max = parts.length == 2 ? parse(parts[1]) : min;
      if (max.compareTo(min) < 0) {
        throw new TypeConversionException(
            "'%s' ends before it begins; write for example 1s..2s".formatted(text));
      }
      return new Range(min, max);
    }
  }
}
