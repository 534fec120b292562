package flowgauge.analyze.summary;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.intervals.Accumulator;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.statistics.Quantiles;
import flowgauge.record.sample.Measure;
import flowgauge.record.sample.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Event streams that ended well, warm-up left out; percentiles by nearest rank, milliseconds.
 *
 * @param streams how many
 * @param events their content events
 * @param stalled streams that stood still in their midst, however they ended: a gap of a second or
 *     more that is ten times the stream's other gaps
 * @param cut streams that came to an end without the event that ends one
 * @param rows percentiles of each measure
 * @param sentence in words
 */
public record StreamFigures(
    long streams, long events, long stalled, long cut, List<Row> rows, String sentence) {

  /** The percentiles of the table, in percent. */
  public static final double[] PERCENTILES = {50, 75, 90, 95, 99, 100};

  /**
   * One percentile of a measure.
   *
   * @param measure what is measured, in words
   * @param percent above 0, at most 100
   * @param ms its value
   * @param lowMs lower end of its 95 % interval, NaN where it can't be told
   * @param highMs upper end
   */
  public record Row(String measure, double percent, double ms, double lowMs, double highMs) {}

  /**
   * Those of a run, with intervals where they can be trusted; empty where no answer was a stream.
   *
   * @param bounded whether intervals can be trusted; without them they are NaN
   */
  public static Optional<StreamFigures> of(
      Accumulator samples, Intervals intervals, boolean bounded) {
    if (samples.streams == null) {
      return Optional.empty();
    }
    List<Row> rows = new ArrayList<>();
    for (Measure measure : Measure.OF_STREAMS) {
      Quantiles whole = samples.streams.of(measure);
      if (whole.count() == 0) {
        continue;
      }
      double[][] bounds = PercentileIntervals.of(intervals.of(measure)).bounds(whole, PERCENTILES);
      for (int i = 0; i < PERCENTILES.length; i++) {
        rows.add(
            new Row(
                measure.words(),
                PERCENTILES[i],
                whole.percentile(PERCENTILES[i]) / 1e3,
                bounded ? bounds[i][0] / 1e3 : Double.NaN,
                bounded ? bounds[i][1] / 1e3 : Double.NaN));
      }
    }
    long cut = samples.count(Outcome.STREAM_CUT);
    return Optional.of(
        new StreamFigures(
            samples.streams.streams(),
            samples.streams.events(),
            samples.streams.stalled(),
            cut,
            List.copyOf(rows),
            sentence(samples, cut)));
  }

  private static String sentence(Accumulator samples, long cut) {
    long streams = samples.streams.streams();
    StringBuilder text = new StringBuilder(format("%,d streams ended well", streams));
    Quantiles first = samples.streams.of(Measure.FIRST_EVENT);
    if (first.count() > 0) {
      text.append(
          format(
              " with %.1f events each; the first came after %,.0f ms (median; p95 %,.0f ms)",
              (double) samples.streams.events() / streams,
              first.percentile(50) / 1e3,
              first.percentile(95) / 1e3));
      if (first.count() < streams) {
        text.append(format("; %,d had no event", streams - first.count()));
      }
    }
    Quantiles gap = samples.streams.of(Measure.MEAN_GAP);
    if (gap.count() > 0) {
      text.append(format(", then one each %,.1f ms", gap.percentile(50) / 1e3));
    }
    long stalled = samples.streams.stalled();
    text.append(
        stalled == 0
            ? "; none stalled"
            : format("; %,d stalled: a gap of a second or more, ten times their others", stalled));
    if (cut > 0) {
      text.append(format("; %,d ended without their end marker", cut));
    }
    return text.toString();
  }
}
