package flowgauge.analyze.evidence;

import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.statistics.Quantiles;
import java.util.ArrayList;
import java.util.List;

/**
 * A few intervals taken together, so that counts are not too small.
 *
 * @param from first interval
 * @param to the interval after its last
 * @param seconds start, since the scenario's
 * @param length seconds
 * @param inFlight mean requests in flight
 * @param ended requests that ended, well or badly
 * @param completed of those, well
 * @param p50Ms median, NaN without a success
 * @param waitingMs mean waiting in the server, NaN where not reported
 * @param meanMs mean response time
 * @param serviceMs mean of what the server says that it worked on a request, NaN where it does not
 * @param users mean number of virtual users, NaN where there are none
 */
public record Window(
    int from,
    int to,
    double seconds,
    double length,
    double inFlight,
    double ended,
    double completed,
    double p50Ms,
    double waitingMs,
    double meanMs,
    double serviceMs,
    double users) {

  /** About this many windows make a run, */
  private static final int WANTED = 24;

  /** and none is longer than this, seconds. */
  private static final double LONGEST = 5;

  public double throughput() {
    return ended / length;
  }

  /** Cuts intervals {@code from} to {@code to} into windows of equal length. */
  static List<Window> of(Intervals intervals, int from, int to) {
    List<Window> windows = new ArrayList<>();
    double step = intervals.stepSeconds();
    int size = (int) Math.max(1, Math.round(Math.min(LONGEST, (to - from) * step / WANTED) / step));
    for (int start = from; start + size <= to; start += size) {
      windows.add(of(intervals, start, start + size, step));
    }
    return windows;
  }

  private static Window of(Intervals table, int from, int to, double step) {
    double length = 0;
    double area = 0;
    double ended = 0;
    double completed = 0;
    double waiting = 0;
    double mean = 0;
    double waited = 0;
    double service = 0;
    double users = 0;
    Quantiles responses = Quantiles.ofInterval();
    double median = 0;
    double[] typical = table.column(table.typicalMs());
    for (int i = from; i < to; i++) {
      double seconds = table.column(Intervals.SECONDS)[i];
      double ok = table.column(Intervals.COMPLETED)[i];
      length += seconds;
      area += table.column(Intervals.IN_FLIGHT)[i] * seconds;
      ended += ok + table.column(Intervals.FAILED)[i];
      completed += ok;
      users += table.column(Intervals.USERS)[i] * seconds;
      if (ok > 0) {
        mean += ok * table.column(Intervals.MEAN_MS)[i];
        median += ok * typical[i];
        double wait = table.column(Intervals.WAITING_MS)[i];
        if (!Double.isNaN(wait)) {
          waiting += ok * wait;
          waited += ok;
          service +=
              ok * (table.column(Intervals.NODES_MS)[i] + table.column(Intervals.BACKEND_MS)[i]);
        }
      }
      if (table.responses(i) != null) {
        responses.add(table.responses(i));
      }
    }
    return new Window(
        from,
        to,
        from * step,
        length,
        area / length,
        ended,
        completed,
        responses.count() > 0 ? responses.percentile(50) / 1e3 : median / completed,
        waiting / waited,
        mean / completed,
        service / waited,
        users / length);
  }
}
