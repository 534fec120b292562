package flowgauge.analyze.intervals;

import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Successful requests that were sent one at a time, with no load beside them: what a request takes
 * without contention. Those before the load and those behind its drain are told apart.
 */
public final class Baseline {
  /** So many are kept; a few seconds of a server that answers in a tenth of a millisecond. */
  private static final int MOST = 100_000;

  /**
   * One of them.
   *
   * @param sentUs when it was sent, microseconds since the scenario's start
   * @param responseUs from sending to the end, connecting left out
   * @param waitedUs what of it the server's own times do not account for; below 0 where it tells
   *     none
   */
  public record Row(long sentUs, long responseUs, long waitedUs) {}

  private final long fanOutUs;
  private final boolean reportsNode;
  private final List<Row> rows = new ArrayList<>();
  private long failed;

  Baseline(long fanOutUs, boolean reportsNode) {
    this.fanOutUs = fanOutUs;
    this.reportsNode = reportsNode;
  }

  void add(Sample row) {
    if (row.outcome() != Outcome.OK) {
      failed++;
    } else if (rows.size() < MOST) {
      long response = row.responseUs() - Math.max(0, row.connectUs());
      long waited = new Split().add(row, fanOutUs, reportsNode);
      rows.add(new Row(row.sentUs(), response, waited));
    }
  }

  void merge(Baseline other) {
    rows.addAll(other.rows);
    failed += other.failed;
  }

  boolean precedes(long us) {
    return us < Long.MAX_VALUE && rows.stream().anyMatch(row -> row.sentUs() < us);
  }

  /** Those sent before the load ended, or those sent behind it, in order of sending. */
  public List<Row> rows(boolean before, long loadEndUs) {
    return rows.stream()
        .filter(row -> row.sentUs() < loadEndUs == before)
        .sorted(Comparator.comparingLong(Row::sentUs))
        .toList();
  }

  /** How many failed. */
  public long failed() {
    return failed;
  }
}
