package flowgauge.record.sample;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/**
 * A bound on a figure, as the user writes it: {@code p95 > 2s}, {@code first-event p95 > 1s},
 * {@code failures > 1%}, {@code throughput < 50}. True when the bound is broken.
 *
 * @param text as the user wrote it
 * @param measure what it looks at the times of
 * @param figure what it looks at: {@code failures}, {@code throughput}, {@code mean}, {@code p95}
 * @param above whether figures above the bound break it, not those below
 * @param bound milliseconds, percent or requests a second, after the figure
 */
public record Condition(String text, Measure measure, String figure, boolean above, double bound) {
  private static final Pattern FORM =
      Pattern.compile(
          "\\s*(?:(first-event|gap|longest-gap)\\s+(?=mean|max|p))?"
              + "(failures|throughput|mean|max|p[0-9.]+)\\s*([<>])\\s*([0-9]*\\.?[0-9]+)\\s*(%|us|ms|s|/s)?\\s*");

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException with one line that shows the form
   */
  public static Condition of(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException(
          ("'%s' is not a condition; write for example 'p95 > 2s', 'first-event p95 > 1s',"
                  + " 'failures > 1%%' or 'throughput < 50'")
              .formatted(text));
    }
    String figure = m.group(2);
    String unit = m.group(5) == null ? "" : m.group(5);
    double value = Double.parseDouble(m.group(4));
    boolean time = figure.startsWith("p") || figure.equals("mean") || figure.equals("max");
    String wanted = time ? "us ms s" : figure.equals("failures") ? "%" : "/s";
    if (!wanted.contains(unit)
        || time && unit.isEmpty()
        || figure.equals("failures") && unit.isEmpty()) {
      throw new IllegalArgumentException(
          "'%s': %s takes a value in %s".formatted(text, figure, wanted.replace(" ", ", ")));
    }
    if (figure.startsWith("p") && !(percentile(figure) > 0 && percentile(figure) <= 100)) {
      throw new IllegalArgumentException(
          "'%s': a percentile lies above 0 and at most at 100".formatted(text));
    }
    double ms = unit.equals("us") ? value / 1e3 : unit.equals("s") ? value * 1e3 : value;
    Measure measure = Measure.of(m.group(1) == null ? "" : m.group(1)).orElseThrow();
    return new Condition(text.strip(), measure, figure, m.group(3).equals(">"), time ? ms : value);
  }

  private static double percentile(String figure) {
    try {
      return Double.parseDouble(figure.substring(1));
    } catch (NumberFormatException notOne) {
      return -1;
    }
  }

  /**
   * Judges figures.
   *
   * @param succeeded successful responses
   * @param failed failures
   * @param perSecond successful responses a second
   * @param timesUs each measure of successful responses, microseconds
   * @param unknownBreaks whether a figure that can't be told breaks the bound
   * @return the figure in words if the bound is broken; else empty
   */
  public Optional<String> broken(
      long succeeded,
      long failed,
      double perSecond,
      Function<Measure, Histogram> timesUs,
      boolean unknownBreaks) {
    double value =
        switch (figure) {
          case "failures" ->
              succeeded + failed == 0 ? Double.NaN : 100.0 * failed / (succeeded + failed);
          case "throughput" -> perSecond;
          default -> timeMs(timesUs.apply(measure));
        };
    String unit =
        switch (figure) {
          case "failures" -> " %";
          case "throughput" -> " req/s";
          default -> " ms";
        };
    if (Double.isNaN(value)) {
      return unknownBreaks
          ? Optional.of(name() + " can't be told: no request ended so (" + text + ")")
          : Optional.empty();
    }
    boolean broken = above ? value > bound : value < bound;
    return broken
        ? Optional.of(String.format(Locale.ROOT, "%s is %.4g%s (%s)", name(), value, unit, text))
        : Optional.empty();
  }

  private String name() {
    return (measure.text() + " " + figure).strip();
  }

  /** The percentile that it looks at; NaN for another figure. */
  public double percent() {
    return figure.startsWith("p") ? percentile(figure) : Double.NaN;
  }

  private double timeMs(Histogram times) {
    if (times.getTotalCount() == 0) {
      return Double.NaN;
    }
    return switch (figure) {
      case "mean" -> times.getMean() / 1e3;
      case "max" -> times.getMaxValue() / 1e3;
      default -> times.getValueAtPercentile(percentile(figure)) / 1e3;
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
