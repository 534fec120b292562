package flowgauge.analyze.limit;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.evidence.Slots;
import flowgauge.analyze.limit.Limiter.Candidate;
import java.util.Optional;

/**
 * The request threads of a WSGI server: X S / (W T). Where threads are held up by a backend that
 * became slower, the backend's usual time is what counts, and the backend is the candidate.
 */
final class ServerThreads implements Limiter.Finder {
  @Override
  public Optional<Candidate> find(Evidence evidence) {
    Slots slots = Slots.of(evidence);
    if (Double.isNaN(slots.utilization())) {
      return Optional.empty();
    }
    double bound =
        Double.isNaN(slots.nominalBoundPerSecond())
            ? slots.boundPerSecond()
            : slots.nominalBoundPerSecond();
    boolean impossible = slots.utilization() > Slots.IMPOSSIBLE && slots.low() > 1;
    double own = impossible ? 1 : 1 - SlowBackend.excessShare(evidence);
    String found = slots.evidence() + StreamThreads.words(evidence);
    if (impossible) {
      found =
          format(
              "impossible: %s; %d workers x %d threads cannot serve more than %.1f req/s",
              found,
              evidence.scenario.server().workers().orElse(0),
              evidence.scenario.server().threads().orElse(0),
              bound);
    }
    return Optional.of(
        new Candidate(
            Limiter.Name.SERVER_THREADS,
            slots.utilization() * own,
            slots.low() * own,
            slots.high() * own,
            Optional.of(bound),
            own < 1 ? found + "; threads held up by the backend are not counted" : found));
  }
}
