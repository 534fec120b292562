package flowgauge.analyze.evidence;

import flowgauge.analyze.intervals.Accumulator;
import flowgauge.analyze.intervals.Split;
import flowgauge.analyze.statistics.Quantiles;

/**
 * What a request takes while it has the server nearly to itself: from the requests sent with the
 * fewest others in flight, at least {@value #AT_LEAST} and 1 % of all.
 *
 * @param p50Ms median response time, milliseconds; NaN where nothing is known
 * @param meanMs mean response time
 * @param waitingMs mean waiting, NaN where not reported
 * @param backendMs mean time of the backend, NaN where not reported
 * @param inFlight up to how many in flight
 */
public record Uncontended(
    double p50Ms, double meanMs, double waitingMs, double backendMs, double inFlight) {
  static final int AT_LEAST = 30;
  private static final int FEW = 5;

  static Uncontended of(Evidence evidence) {
    if (evidence.samples == null) {
      return imported(evidence);
    }
    Quantiles response = Quantiles.ofInterval();
    Split split = new Split();
    double inFlight = Double.NaN;
    long all = evidence.samples.levels.stream().mapToLong(l -> l.response.count()).sum();
    long wanted = Math.max(AT_LEAST, all / 100);
    for (Accumulator.Level level : evidence.samples.levels) {
      if (level.response.count() > 0) {
        response.add(level.response);
        split.add(level.split);
        inFlight = (double) level.inFlightSum / level.response.count();
        // Beyond the server's slots requests wait by design: a few without contention tell more.
        boolean full = evidence.slots() > 0 && inFlight >= evidence.slots();
        if (response.count() >= (full ? FEW : wanted)) {
          break;
        }
      }
    }
    double p50 = response.percentile(50) / 1e3;
    double mean = response.mean() / 1e3;
    double waiting = split.meanWaitingUs() / 1e3;
    double backend = split.meanBackendUs() / 1e3;
    Quantiles waits = evidence.samples.waiting;
    if (waits.count() >= AT_LEAST) {
      // The first requests may have found a cold server: one in a hundred never waits for long.
      waiting = Math.min(waiting, waits.percentile(1) / 1e3);
    }
    // So may a later stretch have been faster.
    for (Window window : evidence.windows) {
      if (window.completed() >= AT_LEAST && window.p50Ms() < p50) {
        p50 = window.p50Ms();
        mean = Math.min(mean, window.meanMs());
        waiting = Math.min(waiting, window.waitingMs());
      }
    }
    return new Uncontended(p50, mean, waiting, backend, inFlight);
  }

  /** Of an imported run: the windows whose mean is within a quarter of the lowest. */
  private static Uncontended imported(Evidence evidence) {
    double lowest = Double.POSITIVE_INFINITY;
    for (Window window : evidence.windows) {
      if (window.completed() >= AT_LEAST && window.meanMs() > 0) {
        lowest = Math.min(lowest, window.meanMs());
      }
    }
    double p50 = Double.NaN;
    double mean = 0;
    double completed = 0;
    double all = 0;
    double inFlight = Double.NaN;
    for (Window window : evidence.windows) {
      all += window.completed();
      if (window.completed() >= AT_LEAST && window.meanMs() <= 1.25 * lowest) {
        mean += window.meanMs() * window.completed();
        completed += window.completed();
        p50 = Double.isNaN(p50) ? window.p50Ms() : Math.min(p50, window.p50Ms());
        inFlight = Double.isNaN(inFlight) ? window.inFlight() : inFlight;
      }
    }
    if (completed > 0.9 * all && evidence.scenario.summary().isPresent()) {
      // No window is slower: the files' own mean is more exact than its parts.
      double whole = evidence.scenario.summary().get().responseTime().meanMs();
      return new Uncontended(p50, whole, Double.NaN, Double.NaN, inFlight);
    }
    double nominal = evidence.nominalServiceSeconds() * 1e3;
    return completed == 0
        ? new Uncontended(nominal, nominal, Double.NaN, Double.NaN, Double.NaN)
        : new Uncontended(p50, mean / completed, Double.NaN, Double.NaN, inFlight);
  }
}
