package flowgauge.bench.options;

import flowgauge.bench.plan.Settings;
import flowgauge.scenario.subject.Spread;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads how something is spread: {@code 400ms}, {@code 200ms..600ms} for uniform, {@code
 * 400ms,p99=2s} for a log-normal one by its median and its 99th percentile.
 */
final class Spreads {
  private static final Pattern PARTS = Pattern.compile("([^.,]+|[^,]+?)(?:(\\.\\.|,p99=)([^,]+))?");

  private Spreads() {}

  private static Spread parse(String text, ToDoubleFunction<String> part) {
    Matcher parts = PARTS.matcher(text.strip());
    if (!parts.matches()) {
      throw new TypeConversionException("'" + text + "' is no spread");
    }
    double low = part.applyAsDouble(parts.group(1));
    double high = parts.group(3) == null ? low : part.applyAsDouble(parts.group(3));
    boolean logNormal = ",p99=".equals(parts.group(2));
    if (high < low || logNormal && low == 0) {
      throw new TypeConversionException(
          "'%s' ends before it begins%s".formatted(text, logNormal ? ", or has no median" : ""));
    }
    return new Spread(low, high, logNormal);
  }

  /** For picocli: of a time. */
  static final class Time implements ITypeConverter<Spread> {
    @Override
    public Spread convert(String text) {
      return parse(text, part -> Settings.seconds(Durations.parse(part)));
    }
  }

  /** For picocli: of a number of things. */
  static final class Count implements ITypeConverter<Spread> {
    private static final int MOST = 100_000;

    @Override
    public Spread convert(String text) {
      Spread spread =
          parse(
              text,
              part -> {
                if (!part.matches("[0-9]{1,6}")) {
                  throw new TypeConversionException(
                      "'%s' is not a number; write for example 50, 10..200 or 50,p99=400"
                          .formatted(text));
                }
                return Integer.parseInt(part);
              });
      if (spread.low() < 1 || spread.high() > MOST) {
        throw new TypeConversionException("'%s': from 1 to %,d".formatted(text, MOST));
      }
      return spread;
    }
  }
}
