package flowgauge.analyze.failure;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.failure.Failures.Cause;
import flowgauge.analyze.intervals.Accumulator;
import flowgauge.analyze.pause.Pauses;
import java.util.List;
import java.util.Optional;

/**
 * Requests that met a server that stood still, and failed: of all failures more were in flight in a
 * pause than chance would bring. Those that timed out are told as that.
 */
final class Stalls implements Failures.CauseFinder {
  private static final double EDGE_S = 0.005;

  private final List<Pauses.Pause> pauses;
  private final double p;
  private final double chance;

  Stalls(Evidence evidence, Pauses found) {
    this.pauses = found.longest();
    this.chance = found.shareOfLoad();
    List<double[]> events =
        pauses.stream().map(p -> new double[] {p.fromSeconds(), p.toSeconds()}).toList();
    List<double[]> failed =
        evidence.samples == null || pauses.isEmpty()
            ? List.of()
            : evidence.samples.failuresInOrder().stream()
                .filter(it -> !it.outcome().timedOut())
                .filter(it -> StaleKeepAlive.closed(it) || !it.reused())
                .map(it -> new double[] {it.sentUs() / 1e6, it.endUs() / 1e6})
                .toList();
    this.p = Coincidence.p(failed, events, evidence.fromSeconds(), evidence.loadEndSeconds);
  }

  @Override
  public Optional<Cause> find(FailureCluster cluster, Evidence evidence) {
    long met = cluster.failures().stream().filter(this::met).count();
    if (met == 0 || p > IntervalCause.SUPPORT) {
      return Optional.empty();
    }
    double share = (double) met / cluster.failures().size();
    return Optional.of(
        Cause.tested(
            "stalls",
            Math.max(0, (share - chance) / (1 - Math.min(0.9, chance))),
            p,
            format(
                "%,d of %,d were in flight while the server stood still, which was %.1f %% of the"
                    + " time; p = %.2g",
                met, cluster.failures().size(), 100 * chance, p)));
  }

  private boolean met(Accumulator.Failure failure) {
    double from = failure.sentUs() / 1e6;
    double to = failure.endUs() / 1e6;
    return !failure.outcome().timedOut()
        && pauses.stream()
            .anyMatch(
                pause -> from <= pause.toSeconds() + EDGE_S && to >= pause.fromSeconds() + EDGE_S);
  }
}
