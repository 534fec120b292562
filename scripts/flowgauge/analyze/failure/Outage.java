package flowgauge.analyze.failure;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.failure.Failures.Cause;
import flowgauge.analyze.intervals.Accumulator;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * For a while every request failed: runs of failures that follow each other in the order of
 * sending. If one in {@code 1/q} fails at random, a run of k begins at any of n requests with
 * probability {@code q^k}: runs for which {@code n q^k} is below 0.01 are none of chance.
 */
final class Outage implements Failures.CauseFinder {
  private static final double CHANCE = 0.01;
  private static final int SHORTEST = 5;

  private final Set<Long> inRuns = new HashSet<>();
  private double longestS;
  private double p = 1;

  Outage(Evidence evidence) {
    if (evidence.samples == null || evidence.samples.failures.isEmpty()) {
      return;
    }
    List<Accumulator.Failure> failures =
        evidence.samples.failuresInOrder().stream()
            .filter(StaleKeepAlive::closed)
            .sorted(Comparator.comparingLong(Accumulator.Failure::request))
            .toList();
    double all = evidence.samples.response.count() + evidence.samples.failures.size();
    double share = Math.min(0.999, failures.size() / all);
    int from = 0;
    for (int i = 1; i <= failures.size(); i++) {
      if (i == failures.size() || failures.get(i).request() != failures.get(i - 1).request() + 1) {
        double chance = all * Math.pow(share, i - from);
        if (i - from >= SHORTEST && chance < CHANCE) {
          take(failures.subList(from, i), chance);
        }
        from = i;
      }
    }
  }

  private void take(List<Accumulator.Failure> run, double chance) {
    run.forEach(failure -> inRuns.add(failure.request()));
    p = Math.min(p, chance);
    double seconds = (run.get(run.size() - 1).sentUs() - run.get(0).sentUs()) / 1e6;
    longestS = Math.max(longestS, seconds);
  }

  @Override
  public Optional<Cause> find(FailureCluster cluster, Evidence evidence) {
    long there =
        cluster.failures().stream().filter(failure -> inRuns.contains(failure.request())).count();
    if (there == 0) {
      return Optional.empty();
    }
    double share = (double) there / Math.max(1, cluster.failures().size());
    return Optional.of(
        Cause.tested(
            "outage",
            share,
            p,
            format(
                "%,d of %,d in a row with no request between them that went well, for up to %.2f s",
                there, cluster.failures().size(), longestS)));
  }
}
