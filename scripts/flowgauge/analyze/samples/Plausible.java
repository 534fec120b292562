package flowgauge.analyze.samples;

import flowgauge.analyze.samples.SampleParser.BadRow;
import flowgauge.record.sample.Column;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Sample;

/** What a row's values can be at all, each by itself and beside the others. */
final class Plausible {
  /** Users, requests in flight and retries that there can be: memory is kept for each. */
  private static final long MOST = 10_000_000;

  private static final long LAST_STATUS = 999;
  private static final long LONGEST_US = SampleParser.LONGEST_US;
  private static final int ABSENT = Sample.ABSENT;
  private static final long[] BOUNDS = Column.ALL.stream().mapToLong(Plausible::most).toArray();

  /**
   * Checks a row.
   *
   * @param at where it starts, for the error
   * @throws BadRow that names the column
   */
  static void check(Sample row, int at) throws BadRow {
    if (!bounded(row) || !ordered(row)) {
      throw refused(row, at);
    }
  }

  private static long most(Column column) {
    return switch (column.kind()) {
      case COUNT -> column == Column.STATUS ? LAST_STATUS : MOST;
      case DURATION, MOMENT -> LONGEST_US;
      default -> Long.MAX_VALUE;
    };
  }

  private static boolean bounded(Sample row) {
    long[] values = row.values();
    for (int i = 0; i < BOUNDS.length; i++) {
      if (values[i] > BOUNDS[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean ordered(Sample row) {
    if (!row.phase().ofLoad()) {
      return row.sentUs() != ABSENT
          && row.sentUs() >= -LONGEST_US
          && row.endUs() != ABSENT
          && row.endUs() >= row.sentUs()
          && row.intendedUs() <= row.endUs();
    }
    return row.intendedUs() >= ABSENT
        && row.firstByteUs() >= ABSENT
        && row.firstEventUs() >= ABSENT
        && (row.outcome() == Outcome.NOT_SENT
            ? row.intendedUs() >= 0
            : row.sentUs() >= 0 && row.endUs() >= row.sentUs() && row.intendedUs() <= row.endUs());
  }

  private static BadRow refused(Sample row, int at) {
    return new BadRow(
        at,
        Column.ALL.stream()
            .filter(column -> row.get(column) > most(column))
            .map(
                column ->
                    "%s is %d, more than the %d there can be"
                        .formatted(column.text(), row.get(column), most(column)))
            .findFirst()
            .orElseGet(() -> disorder(row)));
  }

  private static String disorder(Sample row) {
    if (row.outcome() == Outcome.NOT_SENT && row.intendedUs() == ABSENT) {
      return "intended_us is empty";
    }
    if (row.sentUs() == ABSENT || row.endUs() == ABSENT) {
      return (row.sentUs() == ABSENT ? "sent_us" : "end_us") + " is empty";
    }
    if (row.sentUs() < -LONGEST_US) {
      return "sent_us is %d, further ahead of the load than can be".formatted(row.sentUs());
    }
    if (row.phase().ofLoad()
        && Column.ALL.stream()
            .anyMatch(column -> column.kind() == Column.Kind.MOMENT && row.get(column) < ABSENT)) {
      return "a time lies ahead of the load's start, where there is nothing but the baseline";
    }
    return row.endUs() < row.sentUs()
        ? "end_us (%d) lies before sent_us (%d)".formatted(row.endUs(), row.sentUs())
        : "intended_us (%d) lies after end_us (%d)".formatted(row.intendedUs(), row.endUs());
  }
}
