package flowgauge.analyze.foreign;

import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.statistics.Robust;
import flowgauge.record.Phase;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The interval table out of Locust's history: counts and means from the differences of its totals;
 * percentiles as they stand there, over about the last ten seconds; requests in flight as the users
 * that do not wait, U - X Z, where the wait time Z is known. Seconds that the history skips get an
 * even share of what lies between.
 */
final class LocustIntervals {
  /** Throughput that in-flight is computed from is the mean of so many seconds on each side. */
  private static final int HALF = 5;

  private LocustIntervals() {}

  /**
   * The table.
   *
   * @param thinkSeconds mean wait time of a user, NaN where it is unknown
   */
  static Intervals of(LocustFiles files, double thinkSeconds) {
    List<LocustFiles.Moment> history = files.history();
    long start = history.get(0).second();
    int size = (int) (history.get(history.size() - 1).second() - start);
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (String name : Intervals.names()) {
      if (!name.equals(Intervals.PHASE)) {
        double[] column = new double[size];
        Arrays.fill(column, Double.NaN);
        columns.put(name, column);
      }
    }
    for (int i = 1; i < history.size(); i++) {
      between(history.get(i - 1), history.get(i), start, columns);
    }
    inFlight(columns, thinkSeconds);
    double[] users = columns.get(Intervals.USERS);
    double most = Arrays.stream(users).max().orElse(0);
    String[] phases = new String[size];
    boolean reached = history.get(0).users() >= most;
    for (int i = 0; i < size; i++) {
      reached |= i > 0 && users[i - 1] >= most; // all are there from its beginning on
      phases[i] = (reached ? Phase.STEADY : Phase.RAMP).text();
    }
    return new Intervals(1, phases, columns, null);
  }

  private static void between(
      LocustFiles.Moment before,
      LocustFiles.Moment after,
      long start,
      Map<String, double[]> columns) {
    long steps = after.second() - before.second();
    // Totals that fall were reset by Locust as the last user was spawned: nothing is known then.
    double ended = Math.max(0, after.requests() - before.requests());
    double failed = Math.max(0, after.failures() - before.failures());
    for (long s = before.second(); s < after.second(); s++) {
      int at = (int) (s - start);
      columns.get(Intervals.TIME_S)[at] = at;
      columns.get(Intervals.SECONDS)[at] = 1;
      columns.get(Intervals.COMPLETED)[at] = (ended - failed) / steps;
      columns.get(Intervals.FAILED)[at] = failed / steps;
      columns.get(Intervals.THROUGHPUT)[at] = ended / steps;
      columns.get(Intervals.GOODPUT)[at] = (ended - failed) / steps;
      columns.get(Intervals.USERS)[at] = after.users();
      columns.get(Intervals.P50_MS)[at] = after.p50Ms();
      columns.get(Intervals.P95_MS)[at] = after.p95Ms();
      columns.get(Intervals.P99_MS)[at] = after.p99Ms();
      if (ended > 0) {
        columns.get(Intervals.MEAN_MS)[at] = (after.sumMs() - before.sumMs()) / ended;
      }
    }
  }

  private static void inFlight(Map<String, double[]> columns, double thinkSeconds) {
    double[] users = columns.get(Intervals.USERS);
    double[] throughput = columns.get(Intervals.THROUGHPUT);
    double[] inFlight = columns.get(Intervals.IN_FLIGHT);
    for (int i = 0; i < users.length && !Double.isNaN(thinkSeconds); i++) {
      int from = Math.max(0, i - HALF);
      double x =
          Robust.mean(
              Arrays.copyOfRange(throughput, from, Math.min(throughput.length, i + HALF + 1)));
      inFlight[i] = Math.max(0, users[i] - x * thinkSeconds);
    }
  }
}
