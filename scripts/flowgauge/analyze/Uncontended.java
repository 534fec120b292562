package flowgauge.analyze;

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
record Uncontended(
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
    long wanted = Math.max(AT_LEAST, evidence.samples.response.count() / 100);
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

  private static Uncontended imported(Evidence evidence) {
    double nominal = evidence.nominalServiceSeconds() * 1e3;
    double[] medians = evidence.loadColumn(Intervals.P50_MS);
    double p50 = Double.NaN;
    double inFlight = Double.NaN;
    for (int i = 0; i < medians.length; i++) {
      if (medians[i] > 0 && !(medians[i] >= p50)) {
        p50 = medians[i];
        inFlight = evidence.loadColumn(Intervals.IN_FLIGHT)[i];
      }
    }
    double base = Double.isNaN(p50) ? nominal : p50;
    return new Uncontended(base, base, Double.NaN, Double.NaN, inFlight);
  }
}
