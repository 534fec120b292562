package flowgauge.chart.draw;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * What an axis spans.
 *
 * @param min its lower end
 * @param max its upper end, above {@code min}
 */
public record Range(double min, double max) {
  /** From zero to a little above the highest value; to one where there is none. */
  public static Range fromZero(double[]... values) {
    double max = highest(values);
    return new Range(0, max > 0 ? max * 1.08 : 1);
  }

  /** The same for counts, wide enough that the labels are whole numbers. */
  public static Range counts(double[]... values) {
    return new Range(0, Math.max(4.3, fromZero(values).max));
  }

  /** From a little below the lowest to a little above the highest value. */
  public static Range around(double[]... values) {
    double min = lowest(values, Double.NEGATIVE_INFINITY);
    double max = highest(values);
    if (!Double.isFinite(min) || !Double.isFinite(max)) {
      return new Range(0, 1);
    }
    double room = Math.max((max - min) * .08, Math.max(Math.abs(max) * .02, 1e-9));
    return new Range(min - room, max + room);
  }

  /** For a logarithmic axis over the values above zero, at least a factor of three wide. */
  static Range logarithmic(double[]... values) {
    double min = lowest(values, 0);
    double max = highest(values);
    if (!Double.isFinite(min) || !(max > 0)) {
      return new Range(1, 10);
    }
    double low = min / 1.15;
    return new Range(low, Math.max(max * 1.15, low * 3));
  }

  /** The same with an upper end that also takes this value in. */
  public Range with(double value) {
    return Double.isFinite(value) && value * 1.08 > max ? new Range(min, value * 1.08) : this;
  }

  private static double lowest(double[][] values, double above) {
    return finite(values).filter(value -> value > above).min().orElse(Double.POSITIVE_INFINITY);
  }

  private static double highest(double[][] values) {
    return finite(values).max().orElse(Double.NEGATIVE_INFINITY);
  }

  private static DoubleStream finite(double[][] values) {
    return Arrays.stream(values).flatMapToDouble(Arrays::stream).filter(Double::isFinite);
  }
}
