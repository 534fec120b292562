package flowgauge.analyze.intervals;

import flowgauge.record.ScenarioInfo;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Sample;
import java.util.Arrays;

/**
 * What happened in each millisecond of a load: requests due, sent, answered, ended, gone. Of runs
 * longer than half an hour in each two, four, eight, so that it stays below 60 MB. The baseline is
 * no part of it.
 */
public final class TimeGrid {
  private static final int MOST = 1 << 21;
  private static final long FINEST_US = 1_000;

  /** What is counted. */
  public enum Count {
    /** The schedule, or a user, wanted it sent. */
    DUE,
    /** It was sent. */
    SENT,
    /** It was answered well. */
    ANSWERED,
    /** It ended otherwise than {@link #LOST} ones do. */
    FINISHED,
    /** The server ended it, well or badly. */
    ENDED,
    /** It is no longer in flight: also by a timeout, or because the run was over. */
    GONE,
    /** Due, and lost to load: refused, timed out, not connected, never sent. */
    LOST
  }

  private final long binUs;
  private final int[][] counts = new int[Count.values().length][1024];
  private int size;

  TimeGrid(ScenarioInfo scenario) {
    double seconds =
        Math.max(scenario.load().seconds(), scenario.loadEndUs().orElse(0L) / 1e6)
            + scenario.load().drainSeconds();
    long bin = FINEST_US;
    while (seconds * 1e6 / bin > MOST) {
      bin *= 2;
    }
    this.binUs = bin;
  }

  void add(Sample row) {
    long dueUs = row.intendedUs() < 0 ? row.sentUs() : row.intendedUs();
    add(Count.DUE, dueUs);
    boolean lost = Losses.byLoad(row.outcome(), row.status());
    if (lost) {
      add(Count.LOST, dueUs);
    }
    if (row.outcome() == Outcome.NOT_SENT) {
      return;
    }
    add(Count.SENT, row.sentUs());
    add(Count.GONE, row.endUs());
    if (!lost && row.outcome() != Outcome.UNFINISHED) {
      add(Count.FINISHED, row.endUs());
    }
    if (Losses.endedByServer(row.outcome())) {
      add(Count.ENDED, row.endUs());
    }
    if (row.outcome() == Outcome.OK) {
      add(Count.ANSWERED, row.endUs());
    }
  }

  private void add(Count what, long us) {
    int at = (int) Math.min(MOST - 1, Math.max(0, us) / binUs);
    if (at >= size) {
      grow(at + 1);
    }
    counts[what.ordinal()][at]++;
  }

  private void grow(int wanted) {
    size = wanted;
    if (wanted > counts[0].length) {
      int length = Math.min(MOST, Math.max(wanted, counts[0].length * 2));
      Arrays.setAll(counts, i -> Arrays.copyOf(counts[i], length));
    }
  }

  void merge(TimeGrid other) {
    if (other.size > size) {
      grow(other.size);
    }
    for (int i = 0; i < counts.length; i++) {
      for (int j = 0; j < other.size; j++) {
        counts[i][j] += other.counts[i][j];
      }
    }
  }

  /** Length of a bin, seconds. */
  public double binSeconds() {
    return binUs / 1e6;
  }

  /** How many bins there are. */
  public int size() {
    return size;
  }

  /** The bin of a moment, seconds since the scenario's start. */
  public int bin(double seconds) {
    return (int) Math.max(0, Math.min(size, Math.round(seconds * 1e6 / binUs)));
  }

  /** How many in a bin. */
  public int count(Count what, int bin) {
    return counts[what.ordinal()][bin];
  }

  /** How many between two bins, the second left out. */
  public long sum(Count what, int from, int to) {
    long sum = 0;
    for (int i = Math.max(0, from); i < Math.min(size, to); i++) {
      sum += counts[what.ordinal()][i];
    }
    return sum;
  }
}
