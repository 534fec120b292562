package flowgauge.analyze.rows;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Times and durations as other tools write them. */
public final class Stamps {
  /** Microseconds in each unit. */
  private static final Map<String, Double> UNITS =
      Map.of("s", 1e6, "ms", 1e3, "us", 1.0, "ns", 1e-3);

  /** ISO 8601 as loggers vary it: a space for the T, a comma for the point, a zone or none. */
  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT);

  /** A date by numbers that slashes part, the year first. */
  private static final Pattern SLASHES = Pattern.compile("(\\d{4})/(\\d\\d)/(\\d\\d) ");

  /** As web servers write it: 10/Oct/2000:13:55:36 -0700. */
  private static final DateTimeFormatter LOG =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);

  private Stamps() {}

  /**
   * A moment: a date with a time, which is UTC's where it names no zone, or a number since 1970 in
   * seconds, milli-, micro- or nanoseconds, which its size tells.
   *
   * @return microseconds since 1970
   */
  public static long moment(String text, String column) {
    try {
      if (text.indexOf(':') > 0) {
        Instant at = date(text.replace("[", "").replace("]", ""));
        return Math.addExact(at.getEpochSecond() * 1_000_000, at.getNano() / 1_000);
      }
      if (text.length() == 19 && text.indexOf('.') < 0) {
        return Long.parseLong(text) / 1_000; // nanoseconds are beyond a floating point number
      }
    } catch (DateTimeException | NumberFormatException | ArithmeticException none) {
      throw new CsvRows.BadField("%s is '%s', no moment in time".formatted(column, text));
    }
    double value = number(text, column);
    double us = value < 1e11 ? value * 1e6 : value < 1e14 ? value * 1e3 : value;
    return Math.round(us < 1e17 ? us : value / 1e3);
  }

  private static Instant date(String text) {
    if (text.indexOf('/') > 0 && !SLASHES.matcher(text).lookingAt()) {
      return OffsetDateTime.parse(text, LOG).toInstant();
    }
    String iso =
        SLASHES
            .matcher(text)
            .replaceFirst("$1-$2-$3 ")
            .replaceFirst(" ", "T")
            .replace(" ", "")
            .replace(',', '.');
    TemporalAccessor found = ISO.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
    return found instanceof OffsetDateTime with
        ? with.toInstant()
        : ((LocalDateTime) found).toInstant(ZoneOffset.UTC);
  }

  /**
   * A duration.
   *
   * @param unit {@code s}, {@code ms}, {@code us} or {@code ns}
   * @return microseconds
   */
  public static long duration(String text, String column, String unit) {
    return Math.round(number(text, column) * UNITS.get(unit));
  }

  /** Microseconds in a unit that there is. */
  public static double us(String unit) {
    return UNITS.get(unit);
  }

  /** Whether there is such a unit. */
  public static boolean isUnit(String unit) {
    return UNITS.containsKey(unit);
  }

  /** The unit that a column's name ends in; milliseconds where it names none. */
  public static String unit(String column) {
    String name = column.toLowerCase(Locale.ROOT).replaceAll(".*[^a-z]", "");
    return switch (name) {
      case "s", "sec", "secs", "seconds" -> "s";
      case "us", "micros", "microseconds" -> "us";
      case "ns", "nanos", "nanoseconds" -> "ns";
      default -> "ms";
    };
  }

  /** A number from 0 on. */
  public static double number(String text, String column) {
    return number(text, column, 1e19);
  }

  /** The same below a bound. */
  public static double number(String text, String column, double bound) {
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException none) {
      value = Double.NaN;
    }
    if (!(value >= 0 && value < bound)) {
      throw new CsvRows.BadField("%s is '%s', no such number".formatted(column, text));
    }
    return value;
  }
}
