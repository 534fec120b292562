package flowgauge.analyze.backpressure;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A figure that says whether work piled up, laid against where it would.
 *
 * @param name stable, in snake case
 * @param title in words
 * @param value the figure, NaN where it can't be had
 * @param low lower end of its 95 % interval, NaN where none can be given
 * @param high upper end
 * @param unit of value and thresholds
 * @param warn from where on it speaks for the onset of backpressure
 * @param threshold from where on it speaks for saturation
 * @param level what it says
 * @param reason why it says so, and where the thresholds come from
 * @param evidence what was found, a sentence with figures
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Signature(
    String name,
    String title,
    double value,
    double low,
    double high,
    String unit,
    double warn,
    double threshold,
    Level level,
    String reason,
    String evidence) {

  /** What a sign says. */
  public enum Level {
    /** It can't be had from this run. */
    UNKNOWN,
    /** No sign of backpressure. */
    ABSENT,
    /** Speaks for its onset. */
    ONSET,
    /** Speaks for saturation. */
    SATURATED
  }

  /** Judges a value that speaks for backpressure the higher it is. */
  static Signature of(
      String name,
      String title,
      double value,
      double[] interval,
      String unit,
      double warn,
      double threshold,
      String reason,
      String evidence) {
    Level level =
        Double.isNaN(value)
            ? Level.UNKNOWN
            : value >= threshold ? Level.SATURATED : value >= warn ? Level.ONSET : Level.ABSENT;
    return new Signature(
        name,
        title,
        value,
        interval[0],
        interval[1],
        unit,
        warn,
        threshold,
        level,
        reason,
        evidence);
  }

  /** Stands for an interval that can't be given. */
  static double[] noInterval() {
    return new double[] {Double.NaN, Double.NaN};
  }
}
