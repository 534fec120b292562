package flowgauge.analyze.summary;

import flowgauge.analyze.intervals.Accumulator;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.statistics.Censored;
import flowgauge.analyze.statistics.Quantiles;
import flowgauge.record.Summary;
import java.util.ArrayList;
import java.util.List;

/** Makes the percentile table of a run with samples. */
public final class PercentileTable {
  /** Points of the curve per tenfold of 1/(1-p). */
  private static final int PER_DECADE = 20;

  private PercentileTable() {}

  /** The table. */
  public static Percentiles of(Accumulator samples, Intervals intervals) {
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
    List<Percentiles.Row> rows = new ArrayList<>();
    for (int i = 0; i < percents.size(); i++) {
      double percent = percents.get(i);
      double ms = samples.response.percentile(percent) / 1e3;
      rows.add(
          new Percentiles.Row(
              percent,
              ms,
              bounds[i][0] / 1e3,
              bounds[i][1] / 1e3,
              samples.intended.percentile(percent) / 1e3,
              Censored.percentile(samples.response, samples.censored, percent) / 1e3));
    }
    int table = Summary.PERCENTILES.size();
    return new Percentiles(
        samples.response.count(),
        samples.censored.count(),
        PercentileIntervals.CONFIDENCE,
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
