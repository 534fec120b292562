package flowgauge.analyze.failure;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.failure.Failures.Cause;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.intervals.Losses;
import flowgauge.record.Summary;
import flowgauge.record.sample.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the server calls was slow, or the server answered with an error of its own. (A node that
 * raises, as over a dead backend, gives 400 in a DAG and 500 in an async flex flow.)
 */
final class BackendTrouble implements Failures.CauseFinder {
  private static final double SLOW = 1.5;

  /** An error status says who answered, not why. */
  private static final double ANSWERED = 0.5;

  /** Statuses of the whole run, where another tool's tables tell them. */
  private static String told(Evidence evidence) {
    return evidence.scenario.summary().flatMap(Summary::statuses).map(all -> " " + all).orElse("");
  }

  @Override
  public Optional<Cause> find(FailureCluster cluster, Evidence evidence) {
    double[] backend = evidence.intervals.column(Intervals.BACKEND_MS);
    double usual = evidence.base.backendMs();
    Optional<Cause> slow =
        IntervalCause.of(
            "backend",
            cluster,
            evidence,
            i -> usual > 0 && backend[i] > SLOW * usual,
            i -> format("backend took %.0f ms, usually %.0f ms", backend[i], usual));
    long errors = cluster.count(Outcome.HTTP_ERROR) - Refused.count(cluster);
    if (slow.isPresent() || errors <= 0) {
      return slow;
    }
    Map<Long, Integer> statuses = new TreeMap<>();
    cluster.failures().stream()
        .filter(failure -> failure.outcome() == Outcome.HTTP_ERROR)
        .filter(failure -> !Losses.refused(failure.outcome(), failure.status()))
        .forEach(failure -> statuses.merge(failure.status(), 1, Integer::sum));
    return Optional.of(
        new Cause(
            "backend",
            ANSWERED * errors / cluster.count(),
            format(
                "%d answered with an error status%s: a node, or what it calls, failed",
                errors, statuses.isEmpty() ? told(evidence) : " " + statuses)));
  }
}
