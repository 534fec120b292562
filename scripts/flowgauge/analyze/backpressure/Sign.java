package flowgauge.analyze.backpressure;

/**
 * What a figure would say of backpressure, the more the higher it is: all of a {@link Signature}
 * that no run changes.
 *
 * @param name stable, in snake case
 * @param title in words
 * @param unit of value and thresholds
 * @param warn from where on it speaks for the onset of backpressure
 * @param threshold from where on it speaks for saturation
 * @param reason why it says so, and where the thresholds come from
 */
record Sign(String name, String title, String unit, double warn, double threshold, String reason) {
  /** The threshold of one that speaks for the onset at the most. */
  static final double NEVER = Double.POSITIVE_INFINITY;

  /**
   * Judges a run's figure that has no interval.
   *
   * @param value NaN where it can't be had
   * @param evidence what was found, a sentence with figures
   */
  Signature judge(double value, String evidence) {
    return judge(value, Double.NaN, Double.NaN, evidence);
  }

  Signature judge(double value, double low, double high, String evidence) {
    return new Signature(
        name, title, value, low, high, unit, warn, threshold, level(value), reason, evidence);
  }

  private Signature.Level level(double value) {
    if (Double.isNaN(value)) {
      return Signature.Level.UNKNOWN;
    }
    return value >= threshold
        ? Signature.Level.SATURATED
        : value >= warn ? Signature.Level.ONSET : Signature.Level.ABSENT;
  }
}
