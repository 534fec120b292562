package flowgauge.analyze.limit;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.limit.Limiter.Candidate;
import flowgauge.analyze.statistics.Robust;
import flowgauge.record.DriverVerdict;
import java.util.Optional;

/** The load driver: its event loop's CPU, and its own verdict on itself. */
final class DriverLimit implements Limiter.Finder {
  @Override
  public Optional<Candidate> find(Evidence evidence) {
    Optional<DriverVerdict> verdict = evidence.scenario.driver();
    double loop = Robust.mean(evidence.focusColumn(Intervals.LOOP_CPU_CORES));
    boolean limited =
        verdict.filter(v -> v.verdict() == DriverVerdict.Kind.DRIVER_LIMITED).isPresent();
    if (!limited && Double.isNaN(loop)) {
      return Optional.empty();
    }
    double utilization = limited ? 1 : loop;
    double x = Robust.mean(evidence.focusColumn(Intervals.THROUGHPUT));
    String found =
        Double.isNaN(loop) ? "" : format("its event loop used %.0f %% of a core", 100 * loop);
    return Optional.of(
        Candidate.within(
            Limiter.Name.DRIVER,
            utilization,
            0.05,
            loop > 0.01 ? Optional.of(x / loop) : Optional.empty(),
            limited ? "the driver judged itself to be the limit; " + found : found));
  }
}
