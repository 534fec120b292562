package flowgauge.analyze.samples;

import flowgauge.analyze.samples.SampleParser.BadRow;
import flowgauge.record.Outcome;
import flowgauge.record.Sample;
import java.util.Optional;

/** What a row's values can be at all, each by itself and beside the others. */
final class Plausible {
  /** Users, requests in flight and retries that there can be: memory is kept for each. */
  private static final long MOST = 10_000_000;

  private static final long LAST_STATUS = 999;
  private static final long LONGEST_US = SampleParser.LONGEST_US;
  private static final int ABSENT = Sample.ABSENT;

  private Plausible() {}

  /**
   * Checks a row.
   *
   * @param at where it starts, for the error
   * @throws BadRow that names the column
   */
  static void check(SampleRow row, int at) throws BadRow {
    if (!bounded(row) || !ordered(row)) {
      throw refused(row, at);
    }
  }

  /** One expression for ten million rows; {@link #refused} says which part of it is broken. */
  private static boolean bounded(SampleRow row) {
    return row.user <= MOST
        && row.inFlight <= MOST
        && row.retries <= MOST
        && row.status <= LAST_STATUS
        && row.idleUs <= LONGEST_US
        && row.connectUs <= LONGEST_US
        && row.nodeUs <= LONGEST_US
        && row.backendUs <= LONGEST_US
        && row.intendedUs <= LONGEST_US
        && row.endUs <= LONGEST_US;
  }

  private static boolean ordered(SampleRow row) {
    if (!row.phase.ofLoad()) {
      return row.sentUs != ABSENT
          && row.sentUs >= -LONGEST_US
          && row.endUs != ABSENT
          && row.endUs >= row.sentUs
          && row.intendedUs <= row.endUs;
    }
    return row.intendedUs >= ABSENT
        && row.firstByteUs >= ABSENT
        && (row.outcome == Outcome.NOT_SENT
            ? row.intendedUs >= 0
            : row.sentUs >= 0 && row.endUs >= row.sentUs && row.intendedUs <= row.endUs);
  }

  private static BadRow refused(SampleRow row, int at) {
    return new BadRow(
        at,
        tooLarge("user", row.user, MOST)
            .or(() -> tooLarge("in_flight", row.inFlight, MOST))
            .or(() -> tooLarge("retries", row.retries, MOST))
            .or(() -> tooLarge("status", row.status, LAST_STATUS))
            .or(() -> tooLarge("idle_us", row.idleUs, LONGEST_US))
            .or(() -> tooLarge("connect_us", row.connectUs, LONGEST_US))
            .or(() -> tooLarge("node_us", row.nodeUs, LONGEST_US))
            .or(() -> tooLarge("backend_us", row.backendUs, LONGEST_US))
            .or(() -> tooLarge("intended_us", row.intendedUs, LONGEST_US))
            .or(() -> tooLarge("end_us", row.endUs, LONGEST_US))
            .orElseGet(() -> disorder(row)));
  }

  private static Optional<String> tooLarge(String column, long value, long most) {
    return value <= most
        ? Optional.empty()
        : Optional.of("%s is %d, more than the %d there can be".formatted(column, value, most));
  }

  private static String disorder(SampleRow row) {
    if (row.outcome == Outcome.NOT_SENT && row.intendedUs == ABSENT) {
      return "intended_us is empty";
    }
    if (row.sentUs == ABSENT || row.endUs == ABSENT) {
      return (row.sentUs == ABSENT ? "sent_us" : "end_us") + " is empty";
    }
    if (row.sentUs < -LONGEST_US) {
      return "sent_us is %d, further ahead of the load than can be".formatted(row.sentUs);
    }
    if (row.phase.ofLoad()
        && Math.min(Math.min(row.sentUs, row.endUs), Math.min(row.intendedUs, row.firstByteUs))
            < ABSENT) {
      return "a time lies ahead of the load's start, where there is nothing but the baseline";
    }
    return row.endUs < row.sentUs
        ? "end_us (%d) lies before sent_us (%d)".formatted(row.endUs, row.sentUs)
        : "intended_us (%d) lies after end_us (%d)".formatted(row.intendedUs, row.endUs);
  }
}
