package flowgauge.scenario.subject;

/**
 * How a time in seconds, or a length, is spread.
 *
 * @param low the least; of a log-normal one the median
 * @param high the most; of a log-normal one the 99th percentile
 * @param logNormal whether it is log-normal, else uniform
 */
public record Spread(double low, double high, boolean logNormal) {

  /** Always the same. */
  public static Spread always(double value) {
    return new Spread(value, value, false);
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Spread of(String text) {
    boolean logNormal = text.contains(",p99=");
    String[] ends = text.split(logNormal ? ",p99=" : "\\.\\.", 2);
    double low = Double.parseDouble(ends[0]);
    return new Spread(low, ends.length == 1 ? low : Double.parseDouble(ends[1]), logNormal);
  }

  /** As the mock API reads it: {@code 0.4}, {@code 0.2..0.6}, {@code 0.4,p99=2}. */
  @Override
  public String toString() {
    String first = number(low);
    return low == high ? first : first + (logNormal ? ",p99=" : "..") + number(high);
  }

  private static String number(double value) {
    return "%.6f".formatted(value).replaceFirst("\\.?0+$", "");
  }
}
