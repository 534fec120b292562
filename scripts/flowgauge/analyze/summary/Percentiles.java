package flowgauge.analyze.summary;

import flowgauge.analyze.intervals.Accumulator;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.statistics.Censored;
import flowgauge.analyze.statistics.Quantiles;
import flowgauge.record.Summary;
import java.util.ArrayList;
import java.util.List;

/**
 * Response-time percentiles of a scenario, milliseconds, over successful responses, warm-up left
 * out; nearest rank.
 *
 * @param responses how many responses stand behind them
 * @param censored requests cut off by the run's end or a timeout
 * @param confidence of the intervals, 0 to 1
 * @param rows the table's percentiles
 * @param curve a finer grid of the same, for plots: percentiles at even steps of log(1/(1-p))
 * @param locust the figures as Locust reports them: failures included, all phases, percentiles
 *     rounded to two digits
 */
public record Percentiles(
    long responses,
    long censored,
    double confidence,
    List<Row> rows,
    List<Row> curve,
    Summary.Times locust) {

  /**
   * One percentile.
   *
   * @param percent above 0, at most 100
   * @param ms from sending
   * @param lowMs lower end of its confidence interval, NaN where it can't be told
   * @param highMs upper end
   * @param intendedMs from the intended moment
   * @param kaplanMeierMs from sending, with the censored ones taken into account; infinite where
   *     too many were cut off
   */
  public record Row(
      double percent,
      double ms,
      double lowMs,
      double highMs,
      double intendedMs,
      double kaplanMeierMs) {}

  /** The row of a percentile of {@link Summary#PERCENTILES}. */
  public Row at(double percent) {
    return rows.stream()
        .filter(row -> row.percent() == percent)
        .findFirst()
        .orElse(new Row(percent, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN));
  }

  /** Points of the curve per tenfold of 1/(1-p). */
  private static final int PER_DECADE = 20;

  /**
   * Of a run with samples.
   *
   * @param bounded whether intervals can be trusted; without them they are NaN
   */
  public static Percentiles of(Accumulator samples, Intervals intervals, boolean bounded) {
    List<Double> curve = new ArrayList<>();
    double beyond = samples.response.count();
    for (int i = 1; i <= 6 * PER_DECADE; i++) {
      double outside = Math.pow(10, -(double) i / PER_DECADE);
      if (outside * beyond >= 1) {
        curve.add(100 * (1 - outside));
      }
    }
    List<Double> percents = new ArrayList<>(Summary.PERCENTILES);
    percents.addAll(curve);
    double[][] bounds =
        PercentileIntervals.of(intervals)
            .bounds(samples.response, percents.stream().mapToDouble(p -> p).toArray());
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < percents.size(); i++) {
      double percent = percents.get(i);
      double ms = samples.response.percentile(percent) / 1e3;
      rows.add(
          new Row(
              percent,
              ms,
              bounded ? bounds[i][0] / 1e3 : Double.NaN,
              bounded ? bounds[i][1] / 1e3 : Double.NaN,
              samples.intended.percentile(percent) / 1e3,
              Censored.percentile(samples.response, samples.censored, percent) / 1e3));
    }
    int table = Summary.PERCENTILES.size();
    return new Percentiles(
        samples.response.count(),
        samples.censored.count(),
        bounded ? PercentileIntervals.CONFIDENCE : Double.NaN,
        List.copyOf(rows.subList(0, table)),
        List.copyOf(rows.subList(table, rows.size())),
        locust(samples));
  }

  /**
   * As Locust reports: every request that ended, failures and warm-up included; a percentile is the
   * response time rounded to two digits (to a millisecond below 100 ms).
   */
  private static Summary.Times locust(Accumulator samples) {
    Quantiles all = Quantiles.ofRun();
    all.add(samples.response);
    all.add(samples.warmUp);
    all.add(samples.failedTimes);
    List<Double> percentiles =
        Summary.PERCENTILES.stream().map(p -> locustRounded(all.percentile(p) / 1e3)).toList();
    return new Summary.Times(
        percentiles.get(0), all.mean() / 1e3, all.min() / 1e3, all.max() / 1e3, percentiles);
  }

  /** Two digits, as Locust keeps them (its stats.py rounds before counting). */
  static double locustRounded(double ms) {
    if (ms < 100) {
      return Math.rint(ms);
    }
    double unit = ms < 1_000 ? 10 : ms < 10_000 ? 100 : 1_000;
    return Math.rint(ms / unit) * unit;
  }
}
