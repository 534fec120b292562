package flowgauge.analyze.backpressure;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.statistics.Blocks;

/**
 * The share of the response time that requests waited in the server, less what they wait there
 * without contention. Only durations are used, no clocks of two hosts.
 *
 * <p>Contention inside the nodes (for Python's interpreter lock, say) does not show here; the
 * growth of the service time is told beside it.
 */
final class WaitingShare implements Signature.Finder {
  /** A simulation gave 0.13 at 80 % of capacity, 0.30 at 90 %, 0.60 at 97 %, 0.99 at 105 %. */
  private static final double WARN = 0.2;

  private static final double SATURATED = 0.5;

  @Override
  public Signature find(Evidence evidence) {
    double value = Double.NaN;
    double[] interval = Signature.noInterval();
    boolean reported = evidence.reportsTimes();
    String found = "nothing came back";
    double[] completed = evidence.focusColumn(Intervals.COMPLETED);
    double[] mean = evidence.focusColumn(Intervals.MEAN_MS);
    double[] waiting = evidence.focusColumn(Intervals.WAITING_MS);
    double[] service = evidence.focusColumn(Intervals.NODES_MS);
    double[] backend = evidence.focusColumn(Intervals.BACKEND_MS);
    double base = reported ? evidence.base.waitingMs() : evidence.base.meanMs();
    double waited = 0;
    double all = 0;
    double served = 0;
    double count = 0;
    double[] shares = new double[mean.length];
    int n = 0;
    for (int i = 0; i < mean.length; i++) {
      double wait = reported ? waiting[i] : mean[i];
      if (completed[i] > 0 && !Double.isNaN(wait)) {
        waited += completed[i] * Math.max(0, wait - base);
        all += completed[i] * mean[i];
        served += completed[i] * (service[i] + backend[i]);
        count += completed[i];
        shares[n++] = Math.max(0, wait - base) / mean[i];
      }
    }
    if (count > 0) {
      value = waited / all;
      interval = Blocks.meanInterval(java.util.Arrays.copyOf(shares, n), 1);
      found =
          format(
              "%.0f of %.0f ms above the %.0f ms without contention%s",
              waited / count,
              all / count,
              base,
              reported ? format("; nodes and backend took %.0f ms", served / count) : "");
    }
    return Signature.of(
        "waiting_share",
        "share of the response time spent waiting",
        value,
        interval,
        "share",
        WARN,
        SATURATED,
        reported,
        reported
            ? "waiting in front of the server's own work, less its low-load value"
            : "the server reports no times: response time above the uncontended one stands in,"
                + " and does not vote beside the gradient",
        found);
  }
}
