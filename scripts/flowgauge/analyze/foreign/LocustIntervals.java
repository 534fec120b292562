package flowgauge.analyze.foreign;

import flowgauge.analyze.foreign.LocustHistory.Moment;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.statistics.Robust;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Phase;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The interval table out of Locust's history. Counts and means come from the differences of its
 * totals, which are exact; percentiles stand in it only where they are of the last seconds. Seconds
 * that the history skips get an even share of what lies between.
 *
 * <p>Requests in flight are the users that do not wait, U - X Z, where the wait time Z is known;
 * else X R, throughput times the mean response time (J. D. C. Little, A Proof for the Queuing
 * Formula L = W, Operations Research 9 (1961)): each response counts for the time that it took
 * before it ended. What was in flight at the end left no trace, so over the last R seconds it is X
 * R of those seconds.
 */
final class LocustIntervals {
  /** Throughput that in-flight is computed from is the mean of so many seconds on each side. */
  private static final int HALF = 5;

  /** All users but a few that are just replaced. */
  private static final double ALL = 0.95;

  /** So many rounds of a user's, or seconds, without any answer are no waiting between requests. */
  private static final double STUCK_ROUNDS = 3;

  private static final double STUCK_S = 5;

  private final Map<String, double[]> columns;
  private final double[] sumMs;
  private final long start;
  private final int size;
  private final double usersAtStart;

  private LocustIntervals(LocustHistory history) {
    List<Moment> moments = history.moments();
    this.start = moments.get(0).second();
    this.size = (int) history.seconds();
    this.usersAtStart = moments.get(0).users();
    this.sumMs = new double[size];
    this.columns = Intervals.unknown(size);
    for (int i = 1; i < moments.size(); i++) {
      between(moments.get(i - 1), moments.get(i), history.currentPercentiles());
    }
  }

  /**
   * The table.
   *
   * @param failure how all failures ended, where they ended alike
   * @param thinkSeconds mean wait time of a user, NaN where it is unknown
   */
  static Intervals of(LocustHistory history, Optional<Outcome> failure, double thinkSeconds) {
    LocustIntervals table = new LocustIntervals(history);
    if (Double.isNaN(thinkSeconds)) {
      table.inFlightOfResponses();
    } else {
      table.inFlightOfUsers(thinkSeconds);
    }
    failure.ifPresent(
        outcome ->
            table.columns.put(
                Intervals.failed(outcome), table.columns.get(Intervals.FAILED).clone()));
    return new Intervals(1, table.phases(), table.columns, null);
  }

  private void between(Moment before, Moment after, boolean current) {
    long steps = after.second() - before.second();
    // Totals that fall were reset by Locust: they count from then on.
    boolean reset = after.requests() < before.requests();
    double ended = after.requests() - (reset ? 0 : before.requests());
    double failed =
        Math.min(ended, Math.max(0, after.failures() - (reset ? 0 : before.failures())));
    double sum = Math.max(0, after.sumMs() - (reset ? 0 : before.sumMs()));
    for (long s = before.second(); s < after.second(); s++) {
      int at = (int) (s - start);
      columns.get(Intervals.TIME_S)[at] = at;
      columns.get(Intervals.SECONDS)[at] = 1;
      columns.get(Intervals.COMPLETED)[at] = (ended - failed) / steps;
      columns.get(Intervals.FAILED)[at] = failed / steps;
      columns.get(Intervals.THROUGHPUT)[at] = ended / steps;
      columns.get(Intervals.GOODPUT)[at] = (ended - failed) / steps;
      columns.get(Intervals.USERS)[at] = after.users();
      if (current) {
        columns.get(Intervals.P50_MS)[at] = after.p50Ms();
        columns.get(Intervals.P95_MS)[at] = after.p95Ms();
        columns.get(Intervals.P99_MS)[at] = after.p99Ms();
      }
      sumMs[at] = sum / steps;
      if (ended > 0) {
        columns.get(Intervals.MEAN_MS)[at] = sum / ended;
      }
    }
  }

  private void inFlightOfUsers(double thinkSeconds) {
    double[] users = columns.get(Intervals.USERS);
    double[] inFlight = columns.get(Intervals.IN_FLIGHT);
    for (int i = 0; i < size; i++) {
      double x = Robust.mean(around(columns.get(Intervals.THROUGHPUT), i));
      inFlight[i] = Math.max(0, users[i] - x * thinkSeconds);
    }
  }

  private static double[] around(double[] column, int i) {
    return Arrays.copyOfRange(column, Math.max(0, i - HALF), Math.min(column.length, i + HALF + 1));
  }

  private void inFlightOfResponses() {
    double[] users = columns.get(Intervals.USERS);
    double[] mean = columns.get(Intervals.MEAN_MS);
    double[] ended = columns.get(Intervals.THROUGHPUT);
    double[] inFlight = columns.get(Intervals.IN_FLIGHT);
    Arrays.fill(inFlight, 0);
    double last = 0;
    for (int i = 0; i < size; i++) {
      if (ended[i] > 0) {
        last = mean[i] / 1e3;
        backwards(inFlight, i, ended[i], last);
      }
    }
    for (int i = Math.max(0, (int) Math.floor(size - last)); i < size; i++) {
      inFlight[i] = Math.max(inFlight[i], Robust.mean(around(sumMs, i)) / 1e3);
    }
    for (int i = 0; i < size; i++) {
      inFlight[i] = users[i] > 0 ? Math.min(inFlight[i], users[i]) : inFlight[i];
    }
    stuck(users, ended, inFlight);
  }

  /**
   * Nothing ends any more though users are there, for longer than several of their rounds took:
   * they all wait for answers, and none of those came to be counted.
   */
  private void stuck(double[] users, double[] ended, double[] inFlight) {
    int last = size - 1;
    while (last > 0 && users[last] == 0) {
      last--;
    }
    int from = last + 1;
    double all = 0;
    while (from > 0 && ended[from - 1] == 0) {
      from--;
    }
    for (int i = 0; i < from; i++) {
      all += ended[i];
    }
    if (all == 0 || from > last) {
      return;
    }
    double rounds = Math.max(STUCK_S, STUCK_ROUNDS * users[from] * from / all);
    for (int i = from; last + 1 - from > rounds && i <= last; i++) {
      inFlight[i] = users[i];
    }
  }

  /** Requests that ended in the middle of an interval were there for so long before. */
  private static void backwards(double[] inFlight, int at, double count, double seconds) {
    double to = at + 0.5;
    double from = to - seconds;
    for (int j = at; j >= 0 && j + 1 > from; j--) {
      inFlight[j] += count * Math.max(0, Math.min(to, j + 1) - Math.max(from, j));
    }
  }

  /** Steady from the first second with all users to the last; none of it is the drain. */
  private String[] phases() {
    double[] users = columns.get(Intervals.USERS);
    double most = ALL * Arrays.stream(users).max().orElse(0);
    int first = 0;
    int last = size - 1;
    while (first < size && users[first] < most) {
      first++;
    }
    while (last >= 0 && users[last] < most) {
      last--;
    }
    first -= usersAtStart >= most ? 1 : 0;
    String[] phases = new String[size];
    for (int i = 0; i < size; i++) {
      boolean steady = i > first && i <= last && users[i] >= most; // from its beginning on
      Phase phase = steady ? Phase.STEADY : Phase.RAMP;
      phases[i] = (users[i] == 0 ? Phase.DRAIN : phase).text();
    }
    return phases;
  }
}
