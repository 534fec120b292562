package flowgauge.analyze.foreign;

import flowgauge.analyze.intervals.IntervalCsv;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.rows.Imported;
import flowgauge.analyze.rows.ImportedRun;
import flowgauge.analyze.rows.Told;
import flowgauge.analyze.samples.BadSamples;
import flowgauge.analyze.statistics.Quantiles;
import flowgauge.analyze.summary.Summaries;
import flowgauge.record.RunFolder;
import flowgauge.record.Summary;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run of which only a distribution of response times is known: its percentiles and counts, and
 * nothing over time, so that no verdict on time follows.
 *
 * @param failures how many of the requests ended badly in each way
 * @param statuses how many answers had each error status, where that is known
 * @param requests those that ended, failures included
 * @param unfinished those cut off by the end
 * @param seconds length of the load, NaN where it is unknown
 * @param times milliseconds, failures inside, NaN where unknown
 */
record Distribution(
    Map<Outcome, Long> failures,
    Map<String, Long> statuses,
    long requests,
    long unfinished,
    double seconds,
    Summary.Times times) {

  /** A longer load is no single interval of a table. */
  private static final double LONGEST_S = 3600;

  /** What is said of every such run. */
  static final String NOTE =
      "the file is a distribution: when requests came, and how many were in flight, is not in it,"
          + " so whether load piled up can't be told";

  /**
   * Writes it as a run; its file's date stands for the start.
   *
   * @throws IOException with one line if there is no request in it
   */
  Imported into(Path file, String format, Told told, RunFolder folder, List<String> notes)
      throws IOException {
    if (requests + unfinished == 0) {
      throw new BadSamples(file, "counts no request");
    }
    notes.add(NOTE);
    IntervalCsv.write(table(), folder.scenario(told.scenario()).resolve("intervals.csv"));
    long endUs = Math.max(1, Math.round((Double.isNaN(seconds) ? 1 : seconds) * 1e6));
    Instant started = Instant.ofEpochMilli(Math.max(0, Files.getLastModifiedTime(file).toMillis()));
    folder.write(new ImportedRun(told, format).run(started, endUs, summary(notes)));
    return new Imported(notes, Map.of());
  }

  private long failed() {
    return failures.values().stream().mapToLong(n -> n).sum();
  }

  /** One interval, of which at most the rate is known. */
  private Intervals table() {
    Map<String, double[]> columns = Intervals.unknown(1);
    boolean whole =
        seconds >= 0.1 && seconds <= LONGEST_S && requests <= Integer.MAX_VALUE; // as a table holds
    columns.get(Intervals.TIME_S)[0] = 0;
    columns.get(Intervals.SECONDS)[0] = whole ? seconds : 1;
    if (whole) {
      columns.get(Intervals.COMPLETED)[0] = requests - failed();
      columns.get(Intervals.FAILED)[0] = failed();
      columns.get(Intervals.THROUGHPUT)[0] = requests / seconds;
      columns.get(Intervals.GOODPUT)[0] = (requests - failed()) / seconds;
    }
    return new Intervals(
        columns.get(Intervals.SECONDS)[0], new String[] {Phase.STEADY.text()}, columns, null);
  }

  Summary summary(List<String> notes) {
    Map<String, Long> outcomes = new LinkedHashMap<>();
    outcomes.put(Outcome.OK.text(), requests - failed());
    failures.forEach((outcome, count) -> outcomes.put(outcome.text(), count));
    if (unfinished > 0) {
      outcomes.put(Outcome.UNFINISHED.text(), unfinished);
    }
    return new Summary(
        requests + unfinished,
        requests - failed(),
        failed(),
        unfinished,
        0,
        outcomes,
        seconds,
        (requests - failed()) / seconds,
        failed() / seconds,
        times,
        Summaries.times(Quantiles.ofRun()),
        Optional.empty(),
        statuses.isEmpty() ? Optional.empty() : Optional.of(statuses),
        List.copyOf(notes));
  }
}
