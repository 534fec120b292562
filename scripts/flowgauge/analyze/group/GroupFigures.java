package flowgauge.analyze.group;

import flowgauge.record.Summary;
import java.util.List;
import java.util.Map;

/**
 * The requests of one group; warm-up left out.
 *
 * @param name the group's
 * @param requests how many, unfinished ones included
 * @param succeeded of those
 * @param failed of those
 * @param unfinished of those
 * @param outcomes how many ended in each way; empty where it is not known
 * @param requestsPerSecond successful responses that came during the load, a second; NaN where it
 *     is not known
 * @param responseTime of the successful ones, milliseconds
 * @param intervals 95 % intervals of some percentiles; empty where none can be told
 */
public record GroupFigures(
    String name,
    long requests,
    long succeeded,
    long failed,
    long unfinished,
    Map<String, Long> outcomes,
    double requestsPerSecond,
    Summary.Times responseTime,
    List<Interval> intervals) {

  /** The percentiles with intervals, in percent. */
  public static final List<Double> PERCENTS = List.of(50.0, 95.0, 99.0);

  /**
   * What a percentile may be.
   *
   * @param percent above 0, below 100
   * @param lowMs lower end, NaN where it can't be told
   * @param highMs upper end
   */
  public record Interval(double percent, double lowMs, double highMs) {}

  /** A percentile of {@link Summary#PERCENTILES}, milliseconds. */
  public double ms(double percent) {
    return responseTime.percentiles().get(Summary.PERCENTILES.indexOf(percent));
  }

  /** The interval of a percentile; of NaN where there is none. */
  public Interval interval(double percent) {
    return intervals.stream()
        .filter(one -> one.percent() == percent)
        .findFirst()
        .orElse(new Interval(percent, Double.NaN, Double.NaN));
  }
}
