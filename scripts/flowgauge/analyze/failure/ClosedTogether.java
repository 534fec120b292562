package flowgauge.analyze.failure;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.failure.Failures.Cause;
import flowgauge.analyze.intervals.Accumulator;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.statistics.Quantiles;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * A restart, in a run of another tool's, which watched no server: within a short while many
 * requests found at once that their connections had been closed, sooner than any answer could have
 * come. How many of the run's closed connections would lie in so short a stretch by chance,
 * wherever it is, is a binomial chance times the number of such stretches.
 */
final class ClosedTogether implements Failures.CauseFinder {
  private static final int FEWEST = 10;

  /** Half of the typical time, and yet no answer. */
  private static final double AT_ONCE = 0.5;

  private static final double LEAST_SHARE = 0.8;

  /** A restart closes all connections at once, and each is found closed at its next use. */
  private static final double LONGEST_S = 3;

  /** Of the requests that ended meanwhile: fewer are lost at random. */
  private static final double LEAST_FAILED = 0.2;

  /** That it was a restart, and no proxy's, is inferred. */
  private static final double INFERRED = 0.7;

  @Override
  public Optional<Cause> find(FailureCluster cluster, Evidence evidence) {
    boolean imported = evidence.scenario.server().runtime().equals("imported");
    double seconds = cluster.toSeconds() - cluster.fromSeconds();
    if (!imported
        || evidence.samples == null
        || cluster.failures().size() < FEWEST
        || seconds > LONGEST_S
        || failedShare(cluster, evidence) < LEAST_FAILED) {
      return Optional.empty();
    }
    double typicalUs = evidence.samples.response.percentile(50);
    List<Accumulator.Failure> closed =
        cluster.failures().stream()
            .filter(StaleKeepAlive::closed)
            .filter(failure -> failure.endUs() - failure.sentUs() <= AT_ONCE * typicalUs)
            .toList();
    double share = (double) closed.size() / cluster.failures().size();
    if (closed.size() < FEWEST || share < LEAST_SHARE) {
      return Optional.empty();
    }
    Quantiles took = Quantiles.ofInterval();
    closed.forEach(failure -> took.add(failure.endUs() - failure.sentUs()));
    double part = Math.min(1, Math.max(seconds, 0.1) / evidence.judgedSeconds());
    long all = evidence.samples.failures.stream().filter(StaleKeepAlive::closed).count();
    double p =
        Math.min(
            1,
            (1
                    - new BinomialDistribution(null, (int) all, part)
                        .cumulativeProbability(closed.size() - 1))
                / part);
    return p > IntervalCause.SUPPORT
        ? Optional.empty()
        : Optional.of(
            Cause.tested(
                "server_restart",
                INFERRED * share,
                p,
                format(
                    "%,d requests within %.1f s found their connections closed, after %.0f ms where"
                        + " an answer takes %.0f: all were closed together, as by a restart",
                    closed.size(), seconds, took.percentile(50) / 1e3, typicalUs / 1e3)));
  }

  private static double failedShare(FailureCluster cluster, Evidence evidence) {
    double step = evidence.intervals.stepSeconds();
    double[] failed = evidence.intervals.column(Intervals.FAILED);
    double[] completed = evidence.intervals.column(Intervals.COMPLETED);
    double lost = 0;
    double all = 0;
    int last = (int) Math.min(failed.length - 1, cluster.toSeconds() / step);
    for (int i = (int) Math.max(0, cluster.fromSeconds() / step); i <= last; i++) {
      lost += failed[i];
      all += failed[i] + completed[i];
    }
    return all == 0 ? 0 : lost / all;
  }
}
