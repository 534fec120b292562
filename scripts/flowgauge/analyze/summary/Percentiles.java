package flowgauge.analyze.summary;

import com.fasterxml.jackson.annotation.JsonInclude;
import flowgauge.record.Summary;
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

  /** The same without intervals, where none can be trusted. */
  public Percentiles withoutIntervals() {
    return new Percentiles(responses, censored, Double.NaN, without(rows), without(curve), locust);
  }

  private static List<Row> without(List<Row> rows) {
    return rows.stream()
        .map(
            row ->
                new Row(
                    row.percent, row.ms, Double.NaN, Double.NaN, row.intendedMs, row.kaplanMeierMs))
        .toList();
  }

  /** The row of a percentile of {@link Summary#PERCENTILES}. */
  public Row at(double percent) {
    return rows.stream()
        .filter(row -> row.percent() == percent)
        .findFirst()
        .orElse(new Row(percent, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN));
  }
}
