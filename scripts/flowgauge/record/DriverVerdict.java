package flowgauge.record;

import java.util.List;

/**
 * Whether the driver was fit to measure what it measured.
 *
 * @param verdict {@code valid}; {@code driver_limited}: the figures are the driver's own; {@code
 *     mixed}: for a part of the run they may be
 * @param signs what was looked at
 */
public record DriverVerdict(Kind verdict, List<Sign> signs) {

  /** How fit. */
  public enum Kind {
    /** No sign of the driver's own limit. */
    VALID,
    /** Some signs, in a part of the run. */
    MIXED,
    /** The driver was the limit. */
    DRIVER_LIMITED
  }

  /**
   * One sign.
   *
   * @param name what
   * @param value the figure measured
   * @param threshold from where on it speaks against the driver
   * @param unit of both
   * @param share of the steady seconds in which it was passed, 0 to 1
   * @param tripped whether it speaks against the driver
   */
  public record Sign(
      String name, double value, double threshold, String unit, double share, boolean tripped) {}
}
