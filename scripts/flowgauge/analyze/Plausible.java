package flowgauge.analyze;

import flowgauge.analyze.SampleParser.BadRow;
import flowgauge.record.Outcome;

/** What a row's values can be at all, each by itself and beside the others. */
final class Plausible {
  /** Users, requests in flight and retries that there can be: memory is kept for each. */
  private static final long MOST = 10_000_000;

  private static final long LAST_STATUS = 999;

  private Plausible() {}

  /**
   * Checks a row.
   *
   * @param at where it starts, for the error
   * @throws BadRow that names the column
   */
  static void check(SampleRow row, int at) throws BadRow {
    bound(at, "user", row.user, MOST);
    bound(at, "in_flight", row.inFlight, MOST);
    bound(at, "retries", row.retries, MOST);
    bound(at, "status", row.status, LAST_STATUS);
    bound(at, "idle_us", row.idleUs, SampleParser.LONGEST_US);
    bound(at, "connect_us", row.connectUs, SampleParser.LONGEST_US);
    bound(at, "node_us", row.nodeUs, SampleParser.LONGEST_US);
    bound(at, "backend_us", row.backendUs, SampleParser.LONGEST_US);
    bound(at, "intended_us", row.intendedUs, SampleParser.LONGEST_US);
    if (row.outcome == Outcome.NOT_SENT) {
      if (row.intendedUs < 0) {
        throw new BadRow(at, "intended_us is empty");
      }
      return;
    }
    if (row.sentUs < 0 || row.endUs < 0) {
      throw new BadRow(at, (row.sentUs < 0 ? "sent_us" : "end_us") + " is empty");
    }
    if (row.endUs < row.sentUs) {
      throw new BadRow(at, "end_us (%d) lies before sent_us (%d)".formatted(row.endUs, row.sentUs));
    }
    if (row.endUs > SampleParser.LONGEST_US) {
      throw new BadRow(at, "end_us is %d, more than 31 days".formatted(row.endUs));
    }
    if (row.intendedUs > row.endUs) {
      throw new BadRow(
          at, "intended_us (%d) lies after end_us (%d)".formatted(row.intendedUs, row.endUs));
    }
  }

  private static void bound(int at, String column, long value, long most) throws BadRow {
    if (value > most) {
      throw new BadRow(
          at, "%s is %d, more than the %d there can be".formatted(column, value, most));
    }
  }
}
