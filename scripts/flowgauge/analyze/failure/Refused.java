package flowgauge.analyze.failure;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.failure.Failures.Cause;
import flowgauge.analyze.intervals.Losses;
import flowgauge.record.sample.Outcome;
import java.util.Map;
import java.util.Optional;

/** The server said that it takes no more: 429 or 503. */
final class Refused implements Failures.CauseFinder {
  private static final double SURE = 0.95;

  @Override
  public Optional<Cause> find(FailureCluster cluster, Evidence evidence) {
    long refused = evidence.samples == null ? told(cluster, evidence) : count(cluster);
    return refused == 0
        ? Optional.empty()
        : Optional.of(
            new Cause(
                "refused",
                SURE * refused / cluster.count(),
                format(
                    "%,d of %,d were answered with 429 or 503: the server took no more",
                    refused, cluster.count())));
  }

  /** As many of a cluster's failures as of all, where another tool's tables tell statuses. */
  private static long told(FailureCluster cluster, Evidence evidence) {
    return evidence
        .scenario
        .summary()
        .filter(summary -> summary.failed() > 0)
        .map(
            summary -> {
              Map<String, Long> statuses = summary.statuses().orElse(Map.of());
              double refused = statuses.getOrDefault("429", 0L) + statuses.getOrDefault("503", 0L);
              return Math.round(cluster.count() * Math.min(1, refused / summary.failed()));
            })
        .orElse(0L);
  }

  /** How many of a cluster's failures were refused; of many, as many as of those kept. */
  static long count(FailureCluster cluster) {
    long errors = cluster.count(Outcome.HTTP_ERROR);
    long kept = cluster.failures().stream().filter(f -> f.outcome() == Outcome.HTTP_ERROR).count();
    long refused =
        cluster.failures().stream().filter(f -> Losses.refused(f.outcome(), f.status())).count();
    return kept == 0 ? 0 : Math.round((double) errors * refused / kept);
  }
}
