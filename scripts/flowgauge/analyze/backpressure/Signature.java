package flowgauge.analyze.backpressure;

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
}
