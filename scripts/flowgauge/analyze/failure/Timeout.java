package flowgauge.analyze.failure;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.failure.Failures.Cause;
import flowgauge.record.Outcome;
import java.util.Optional;

/** The driver gave up waiting: a limit that was set, under which a longer queue fails. */
final class Timeout implements Failures.CauseFinder {
  @Override
  public Optional<Cause> find(FailureCluster cluster, Evidence evidence) {
    long timeouts = cluster.outcomes().getOrDefault(Outcome.RESPONSE_TIMEOUT.text(), 0L);
    if (timeouts == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Cause(
            "timeout",
            0.9 * timeouts / cluster.count(),
            format(
                "%d of %d ended by the timeout of %.0f s",
                timeouts, cluster.count(), evidence.load().timeoutSeconds())));
  }
}
