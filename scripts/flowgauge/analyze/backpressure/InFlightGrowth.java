package flowgauge.analyze.backpressure;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.statistics.Robust;

/**
 * Under a constant arrival rate, requests in flight grow by (load - capacity) a second: their
 * growth over throughput is the offered load relative to capacity, less 1.
 *
 * <p>Measured on the increments, which are uncorrelated where the queue grows and cancel where it
 * does not: a line through the level itself alarms at 90 % of capacity.
 */
final class InFlightGrowth implements Signature.Finder {
  /** A simulation gave 0.050 at 105 % of capacity. */
  private static final double GROWS = 0.01;

  /** Below this many seconds a burst looks like growth. */
  private static final int SHORTEST_S = 20;

  @Override
  public Signature find(Evidence evidence) {
    double value = Double.NaN;
    double[] interval = Signature.noInterval();
    String found = "asks for a constant arrival rate";
    if (evidence.constantRate()) {
      double[] inFlight = evidence.loadColumn(Intervals.IN_FLIGHT);
      double[] ended = evidence.loadColumn(Intervals.THROUGHPUT);
      double step = evidence.intervals.stepSeconds();
      // The first seconds fill the empty server.
      int skip = (int) Math.ceil(Math.max(5, 3 * evidence.base.meanMs() / 1e3) / step);
      int n = inFlight.length - skip - 1;
      found = "the load is too short";
      if (n * step >= SHORTEST_S) {
        double[] growth = new double[n];
        double throughput = 0;
        for (int i = 0; i < n; i++) {
          growth[i] = (inFlight[skip + i + 1] - inFlight[skip + i]) / step;
          throughput += ended[skip + i + 1] / n;
        }
        value = Robust.mean(growth) / throughput;
        double spread = 0;
        for (double g : growth) {
          spread += (g - value * throughput) * (g - value * throughput);
        }
        double error = 1.96 * Math.sqrt(spread / (n - 1) / n) / throughput;
        interval = new double[] {value - error, value + error};
        found =
            format(
                "in flight grew from %.0f to %.0f in %.0f s at %.1f req/s",
                inFlight[skip], inFlight[skip + n], n * step, throughput);
      }
    }
    Signature signature =
        Signature.of(
            "in_flight_growth",
            "growth of requests in flight over throughput",
            value,
            interval,
            "ratio",
            GROWS,
            GROWS,
            true,
            "under constant arrivals it is load over capacity less 1 (0.05 at 105 % of capacity)",
            found);
    return interval[0] > 0 || Double.isNaN(value)
        ? signature
        : signature.withLevel(Signature.Level.ABSENT, "its interval holds 0");
  }
}
