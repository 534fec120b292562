package flowgauge.analyze.failure;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.failure.Failures.Cause;
import flowgauge.analyze.intervals.Intervals;
import java.util.Optional;

/** The server's listen queue was full and turned connections away. */
final class QueueOverflow implements Failures.CauseFinder {
  @Override
  public Optional<Cause> find(FailureCluster cluster, Evidence evidence) {
    double[] overflows = evidence.intervals.column(Intervals.LISTEN_OVERFLOWS);
    return IntervalCause.of(
        "queue_overflow",
        cluster,
        evidence,
        i -> overflows[i] > 0,
        i -> format("%.0f connections turned away at the listen queue", overflows[i]));
  }
}
