package flowgauge.analyze.rows;

import flowgauge.record.sample.Phase;
import java.util.Arrays;

/**
 * One run in a file that may hold several, one appended to the other. Times are microseconds since
 * 1970.
 */
final class RunPart {
  /** After so long a silence another run begins. */
  static final long SILENCE_US = 600L * 1_000_000;

  /** All users but a few that come late or leave early. */
  private static final double ALL = 0.95;

  final long startUs;
  private final int mark;
  private long[] first = {};
  private long[] last = {};
  long lastStartUs;
  long endUs;
  long rows;
  int users;
  private long steadyFromUs = Long.MIN_VALUE;
  private long steadyToUs = Long.MAX_VALUE;

  RunPart(ForeignRow row) {
    startUs = row.startUs;
    mark = row.part;
    add(row);
  }

  /** Whether a row that starts later than all these belongs to another run. */
  boolean over(ForeignRow row) {
    return row.startUs - endUs > SILENCE_US || row.part != mark && row.startUs >= endUs;
  }

  void add(ForeignRow row) {
    rows++;
    lastStartUs = row.startUs;
    endUs = Math.max(endUs, row.endUs);
    if (row.user < 0) {
      return;
    }
    if (row.user >= first.length) {
      int before = first.length;
      first = Arrays.copyOf(first, Math.max(row.user + 1, 2 * before));
      last = Arrays.copyOf(last, first.length);
      Arrays.fill(first, before, first.length, -1);
    }
    if (first[row.user] < 0) {
      first[row.user] = row.startUs;
      users++;
    }
    last[row.user] = Math.max(last[row.user], row.endUs);
  }

  /** Finds the stretch with all users; call it after the last row. */
  void close() {
    long[] begins = Arrays.stream(first).filter(us -> us >= 0).sorted().toArray();
    long[] ends = new long[begins.length];
    int count = 0;
    for (int user = 0; user < first.length; user++) {
      if (first[user] >= 0) {
        ends[count++] = last[user];
      }
    }
    Arrays.sort(ends);
    first = new long[0];
    last = new long[0];
    int[] there = new int[count];
    for (int i = 0, gone = 0; i < count; i++) {
      while (ends[gone] <= begins[i]) {
        gone++;
      }
      there[i] = i + 1 - gone;
    }
    users = Arrays.stream(there).max().orElse(0);
    int wanted = (int) Math.ceil(ALL * users);
    for (int i = 0; i < count; i++) {
      if (there[i] >= wanted) {
        steadyFromUs = steadyFromUs == Long.MIN_VALUE ? begins[i] : steadyFromUs;
        // so many are there until the one leaves after which too few are left
        steadyToUs = ends[Math.min(count - 1, i + 1 - wanted)];
      }
    }
  }

  double rampSeconds() {
    return steadyFromUs == Long.MIN_VALUE ? 0 : (steadyFromUs - startUs) / 1e6;
  }

  Phase phase(long startUs) {
    return startUs >= steadyFromUs && startUs <= steadyToUs ? Phase.STEADY : Phase.RAMP;
  }
}
