package flowgauge.analyze.failure;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.failure.Failures.Cause;
import flowgauge.analyze.intervals.Accumulator;
import flowgauge.analyze.statistics.Quantiles;
import flowgauge.analyze.statistics.Robust;
import flowgauge.record.sample.Outcome;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * A kept-alive connection that the server closed while the request was on its way: the failed
 * request went over a reused connection that had lain idle for as long as the server keeps one.
 * Tested against the idle times of all requests: how many would have been there by chance.
 */
final class StaleKeepAlive implements Failures.CauseFinder {
  /** A server may close a little early by its clock's ticks, */
  private static final double EARLY_S = 0.05;

  /** and late by its timer, and by what requests wait in it, its loop's lag. */
  private static final double LATE_S = 0.1;

  private static final double MOST_LAG_S = 0.5;

  @Override
  public Optional<Cause> find(FailureCluster cluster, Evidence evidence) {
    Optional<Double> keepAlive = keepAlive(evidence);
    if (keepAlive.isEmpty() || evidence.samples == null || cluster.failures().isEmpty()) {
      return Optional.empty();
    }
    double from = fromUs(keepAlive.get());
    double to = toUs(keepAlive.get(), evidence);
    List<Accumulator.Failure> stale = idleBetween(cluster.failures(), from, to);
    if (stale.isEmpty()) {
      return Optional.empty();
    }
    Quantiles idle = evidence.samples.idle;
    double chance = (double) (idle.countUpTo(to) - idle.countUpTo(from)) / idle.count();
    int all = cluster.failures().size();
    double beyondChance = beyondChance(evidence, from, to, chance);
    if (evidence.scenario.server().keepAliveSeconds().isEmpty()) {
      // The place was chosen by the failures themselves: as many others could have been.
      beyondChance = Math.min(1, beyondChance * Math.max(1, idle.percentile(99) / (to - from)));
    }
    if (beyondChance > IntervalCause.SUPPORT) {
      return Optional.empty();
    }
    double share = (double) stale.size() / all;
    double confidence = Math.max(0, (share - chance) / (1 - Math.min(0.999, chance)));
    confidence *= 1 - beyondChance;
    double least = stale.stream().mapToLong(Accumulator.Failure::idleUs).min().orElse(0) / 1e6;
    double most = stale.stream().mapToLong(Accumulator.Failure::idleUs).max().orElse(0) / 1e6;
    return Optional.of(
        Cause.tested(
            "stale_keep_alive",
            confidence,
            beyondChance,
            format(
                "%d of %d on connections idle for %.4f to %.4f s; the server keeps them %.1f s;"
                    + " of all requests %.1f %% lie there, p = %.2g",
                stale.size(), all, least, most, keepAlive.get(), 100 * chance, beyondChance)));
  }

  /** How often chance would put as many of all the run's closed connections there. */
  private static double beyondChance(Evidence evidence, double from, double to, double chance) {
    long closed = evidence.samples.failures.stream().filter(StaleKeepAlive::closed).count();
    long there = idleBetween(evidence.samples.failures, from, to).size();
    return 1
        - new BinomialDistribution(null, (int) closed, Math.min(1, chance))
            .cumulativeProbability((int) there - 1);
  }

  private static List<Accumulator.Failure> idleBetween(
      List<Accumulator.Failure> failures, double from, double to) {
    return failures.stream()
        .filter(StaleKeepAlive::closedIdle)
        .filter(failure -> failure.idleUs() >= from && failure.idleUs() <= to)
        .toList();
  }

  private static double fromUs(double keepAliveS) {
    return (keepAliveS - EARLY_S) * 1e6;
  }

  private static double toUs(double keepAliveS, Evidence evidence) {
    return (keepAliveS + LATE_S + lag(evidence)) * 1e6;
  }

  /** Failures that look like one, whether or not chance may have put them there. */
  static long alike(double keepAliveS, Evidence evidence) {
    return idleBetween(evidence.samples.failures, fromUs(keepAliveS), toUs(keepAliveS, evidence))
        .size();
  }

  private static double lag(Evidence evidence) {
    double waiting = evidence.samples.split().meanWaitingUs() / 1e6;
    return Double.isNaN(waiting) ? 0 : Math.max(0, Math.min(MOST_LAG_S, waiting));
  }

  /** On a reused connection that the server ended. */
  static boolean closedIdle(Accumulator.Failure failure) {
    return closed(failure) && failure.reused() && failure.idleUs() >= 0;
  }

  /** Reset or closed by the server. */
  static boolean closed(Accumulator.Failure failure) {
    return failure.outcome() == Outcome.CONNECTION_RESET
        || failure.outcome() == Outcome.REMOTE_CLOSED;
  }

  /** The server's, or where it is unknown what three failures or more agree on within 5 %. */
  static Optional<Double> keepAlive(Evidence evidence) {
    Optional<Double> known = evidence.scenario.server().keepAliveSeconds();
    if (known.isPresent() || evidence.samples == null) {
      return known;
    }
    double[] idle =
        evidence.samples.failures.stream()
            .filter(StaleKeepAlive::closedIdle)
            .mapToDouble(failure -> failure.idleUs() / 1e6)
            .toArray();
    double median = Robust.median(idle);
    return idle.length >= 3 && Robust.mad(idle) < 0.05 * median
        ? Optional.of(median)
        : Optional.empty();
  }
}
