package flowgauge.analyze.limit;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.evidence.Slots;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.limit.Limiter.Candidate;
import flowgauge.analyze.statistics.Robust;
import java.util.Optional;

/**
 * What the server calls: the share of the service time that the backend took beyond its usual. Its
 * usual time is the mock's setting where there is one, else what it took without contention.
 */
final class SlowBackend implements Limiter.Finder {
  /** With a third of the service time, the backend holds threads up more than anything else can. */
  private static final double MATTERS = 1 / 3.0;

  @Override
  public Optional<Candidate> find(Evidence evidence) {
    double backend = evidence.perAnswer(Intervals.BACKEND_MS);
    double usual = usualMs(evidence);
    if (Double.isNaN(backend) || Double.isNaN(usual)) {
      return Optional.empty();
    }
    double share = excessShare(evidence);
    String found = format("backend %.0f ms, usually %.0f ms", backend, usual);
    double x = Robust.mean(evidence.focusColumn(Intervals.THROUGHPUT));
    if (share < MATTERS) {
      return candidate(Math.max(0, 1 - usual / backend), Optional.empty(), found);
    }
    // Slow enough to matter: as full as the threads it holds up, or as its part of the excess.
    double slots = Slots.of(evidence).utilization();
    double excess =
        (backend - usual) / (evidence.perAnswer(Intervals.MEAN_MS) - evidence.base.meanMs());
    return candidate(
        Math.min(1, Double.isNaN(slots) ? excess : Math.max(slots, share)),
        Optional.of(x),
        format("%s: %.0f %% of the service time is its delay", found, 100 * share));
  }

  private static Optional<Candidate> candidate(
      double utilization, Optional<Double> bound, String found) {
    return Optional.of(Candidate.within(Limiter.Name.BACKEND, utilization, 0.05, bound, found));
  }

  /** Share of the service time that is the backend's beyond its usual; 0 where it is too little. */
  static double excessShare(Evidence evidence) {
    double backend = evidence.perAnswer(Intervals.BACKEND_MS);
    double service = backend + evidence.perAnswer(Intervals.NODES_MS);
    double share = (backend - usualMs(evidence)) / service;
    return share >= MATTERS ? share : 0;
  }

  private static double usualMs(Evidence evidence) {
    var server = evidence.scenario.server();
    if (server.mockMinSeconds().isPresent() && server.mockMaxSeconds().isPresent()) {
      return 500 * (server.mockMinSeconds().get() + server.mockMaxSeconds().get());
    }
    return evidence.base.backendMs();
  }
}
