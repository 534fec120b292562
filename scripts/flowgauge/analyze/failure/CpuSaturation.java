package flowgauge.analyze.failure;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.failure.Failures.Cause;
import flowgauge.analyze.intervals.Intervals;
import java.util.Optional;

/** The server's or the host's CPU was used up as the requests failed. */
final class CpuSaturation implements Failures.CauseFinder {
  private static final double FULL = 0.95;

  @Override
  public Optional<Cause> find(FailureCluster cluster, Evidence evidence) {
    boolean here = evidence.serverHere();
    double cores = here ? evidence.run.host().cores() : Double.POSITIVE_INFINITY;
    double limit = Math.min(cores, evidence.scenario.server().cpus().orElse(cores));
    double[] server = evidence.intervals.column(Intervals.CPU_CORES);
    double[] host = evidence.intervals.column(Intervals.HOST_CPU_CORES);
    return IntervalCause.of(
        "cpu_saturation",
        cluster,
        evidence,
        i -> server[i] >= FULL * limit || host[i] >= FULL * cores,
        i ->
            format("server %.2f of %.1f cores", server[i], limit)
                + (here ? format(", host %.2f of %.0f", host[i], cores) : ""));
  }
}
