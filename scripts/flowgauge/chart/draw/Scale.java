package flowgauge.chart.draw;

/**
 * A value axis for response times: logarithmic where they span much, linear from zero where a
 * logarithmic axis would hardly have a label.
 *
 * @param range its span
 * @param logarithmic which of both
 */
public record Scale(Range range, boolean logarithmic) {
  private static final double MUCH = 5;

  /** The scale for these values. */
  public static Scale of(double[]... values) {
    Range logarithmic = Range.logarithmic(values);
    return logarithmic.max() / logarithmic.min() < MUCH
        ? new Scale(Range.fromZero(values), false)
        : new Scale(logarithmic, true);
  }

  /** The unit as a heading names it. */
  public String milliseconds() {
    return logarithmic ? "(ms, logarithmic)" : "(ms)";
  }
}
