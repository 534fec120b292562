package flowgauge.analyze.evidence;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.statistics.Blocks;
import flowgauge.analyze.statistics.Robust;

/**
 * A WSGI server's request threads, and how busy they were in the focus.
 *
 * @param utilization X S / (W T), NaN where there are none or the service time is unknown
 * @param low lower end of its 95 % interval
 * @param high upper end
 * @param nominalBoundPerSecond W T / S with the service time as set, NaN where it is not known
 * @param boundPerSecond the same with the measured one: nodes and backend, and what the server adds
 *     to an uncontended request
 * @param evidence a sentence with figures
 */
public record Slots(
    double utilization,
    double low,
    double high,
    double nominalBoundPerSecond,
    double boundPerSecond,
    String evidence) {

  /** More than all slots can't be busy: settings or times are wrong. */
  public static final double IMPOSSIBLE = 1.05;

  /** Within this, a service time is known. */
  private static final double SERVICE_ERROR = 0.03;

  public static Slots of(Evidence evidence) {
    int slots = evidence.slots();
    double nominal = evidence.nominalServiceSeconds();
    double measured = serviceSeconds(evidence);
    double service = Double.isNaN(measured) ? nominal : measured;
    if (slots == 0 || Double.isNaN(service)) {
      String why =
          evidence.unbounded()
              ? "the server has no fixed number of request threads"
              : slots == 0
                  ? "how many requests the server works on at once is unknown"
                  : "no service time";
      return new Slots(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, why);
    }
    double[] throughput = evidence.focusColumn(Intervals.THROUGHPUT);
    double x = Robust.mean(throughput);
    double[] around = Blocks.meanInterval(throughput, 3);
    // What comes on top of the server's own times was seen elsewhere: it fills no more than there
    // is.
    double least = Double.isNaN(measured) ? service : service - addedSeconds(evidence);
    boolean tooMuch = x * service > IMPOSSIBLE * slots;
    if (tooMuch) {
      service = Math.max(least, slots / x);
    }
    double each = service / slots;
    var server = evidence.scenario.server();
    String settings =
        format("%d workers x %d threads", server.workers().orElse(0), server.threads().orElse(0));
    String bound =
        Double.isNaN(nominal)
            ? ""
            : format("bound %.1f req/s as set (%s / %.2f s)", slots / nominal, settings, nominal);
    String found =
        format(
            "%.1f req/s x %.3f s %s of %d slots%s%s",
            x,
            tooMuch ? least : service,
            tooMuch && least < service ? "as the server tells, and what it adds," : "measured",
            slots,
            bound.isEmpty() ? "" : "; ",
            bound);
    return new Slots(
        x * each,
        around[0] * Math.min(each, least / slots) * (1 - SERVICE_ERROR),
        around[1] * each * (1 + SERVICE_ERROR),
        slots / nominal,
        slots / service,
        found);
  }

  private static double serviceSeconds(Evidence evidence) {
    double[] completed = evidence.focusColumn(Intervals.COMPLETED);
    double[] nodes = evidence.focusColumn(Intervals.NODES_MS);
    double[] backend = evidence.focusColumn(Intervals.BACKEND_MS);
    double sum = 0;
    double count = 0;
    for (int i = 0; i < completed.length; i++) {
      if (completed[i] > 0 && !Double.isNaN(nodes[i])) {
        sum += completed[i] * (nodes[i] + backend[i]);
        count += completed[i];
      }
    }
    if (count == 0) {
      // Without times of the server's own, the uncontended response stands in where none are set.
      return Double.isNaN(evidence.nominalServiceSeconds())
          ? evidence.base.meanMs() / 1e3
          : Double.NaN;
    }
    return sum / count / 1e3 + addedSeconds(evidence);
  }

  /** What the server adds to its own times, of a request alone; 0 where it tells none. */
  private static double addedSeconds(Evidence evidence) {
    return evidence.reportsService() ? Math.max(0, evidence.base.waitingMs()) / 1e3 : 0;
  }
}
