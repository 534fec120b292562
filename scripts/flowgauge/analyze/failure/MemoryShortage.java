package flowgauge.analyze.failure;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.failure.Failures.Cause;
import flowgauge.analyze.intervals.Intervals;
import java.util.Optional;

/** The server's memory stood at its limit, or fell at once as when a process is killed. */
final class MemoryShortage implements Failures.CauseFinder {
  private static final double FULL = 0.95;

  /** A worker of eight that dies takes an eighth along; a collection takes less at once. */
  private static final double FALLS = 0.1;

  @Override
  public Optional<Cause> find(FailureCluster cluster, Evidence evidence) {
    double host = evidence.run.host().memoryBytes();
    double limit = evidence.scenario.server().memoryBytes().map(Long::doubleValue).orElse(host);
    double[] memory = evidence.intervals.column(Intervals.MEMORY_BYTES);
    return IntervalCause.of(
        "memory",
        cluster,
        evidence,
        i -> memory[i] >= FULL * limit || i > 0 && memory[i] < (1 - FALLS) * memory[i - 1],
        i ->
            format(
                "server's memory %.0f MiB, %.0f before, limit %.0f",
                memory[i] / 1048576, memory[Math.max(0, i - 1)] / 1048576, limit / 1048576));
  }
}
